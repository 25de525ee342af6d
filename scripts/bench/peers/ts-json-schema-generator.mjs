// ts-json-schema-generator and Ajv alone: one program, then the schema of each exported type of the working directory's
// actions and the code of its validator, written below the folder of the first argument.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";
import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
} from "ts-json-schema-generator";

const ts = createRequire(import.meta.url)("typescript");
const [folder = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const config = {
  ...DEFAULT_CONFIG,
  path: join(process.cwd(), "actions/**/*.ts"),
  tsconfig: join(process.cwd(), "tsconfig.json"),
  skipTypeCheck: true,
};
const program = createProgram(config);
const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
const ajv = new Ajv({ code: { source: true, esm: true }, strict: false });
formats.default(ajv);
const isExported = (node) => node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
const isType = (node) =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node);
const nodes = program
  .getSourceFiles()
  .filter((file) => file.fileName.startsWith(join(process.cwd(), "actions")))
  .flatMap((file) => file.statements.filter((node) => isType(node) && isExported(node) && !node.typeParameters));
const counts = { types: 0, refused: 0 };
for (const node of nodes) {
  const schema = schemaOf(node);
  if (schema === undefined) {
    counts.refused++;
    continue;
  }
  const name = `${node.name.text}-${counts.types++}`;
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(schema, undefined, 2));
  writeFileSync(join(folder, `${name}.js`), standalone.default(ajv, ajv.compile(schema)));
}
console.log(JSON.stringify(counts));

/** Undefined for a type that it does not read. */
function schemaOf(node) {
  try {
    return generator.createSchemaFromNodes([node]);
  } catch {
    return undefined;
  }
}
