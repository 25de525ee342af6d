// ts-json-schema-generator alone: one program, the schemas of all exported types of the working directory's actions.
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
} from "ts-json-schema-generator";

const ts = createRequire(import.meta.url)("typescript");
const config = {
  ...DEFAULT_CONFIG,
  path: join(process.cwd(), "actions/**/*.ts"),
  tsconfig: join(process.cwd(), "tsconfig.json"),
  skipTypeCheck: true,
};
const program = createProgram(config);
const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
const isExported = (node) => node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
const isType = (node) =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node);
const nodes = program
  .getSourceFiles()
  .filter((file) => file.fileName.startsWith(join(process.cwd(), "actions")))
  .flatMap((file) => file.statements.filter((node) => isType(node) && isExported(node) && !node.typeParameters));
const counts = { types: 0, refused: 0 };
for (const node of nodes) {
  try {
    JSON.stringify(generator.createSchemaFromNodes([node]));
    counts.types++;
  } catch {
    counts.refused++;
  }
}
console.log(JSON.stringify(counts));
