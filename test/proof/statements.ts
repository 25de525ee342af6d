import { join } from "node:path";
import ts from "typescript";
import { root } from "../end-to-end/checkout.js";

/** To TypeScript these two end a line, also within a text. */
function onOneLine(code: string): string {
  return code.replaceAll("\n", " ").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** One statement of TypeScript, and whether tsc must accept it. */
export interface Statement {
  readonly what: string;
  readonly code: string;
  readonly isGood: boolean;
}

/** Virtual files by their path below `test/cases`. */
export type VirtualFiles = ReadonlyMap<string, string>;

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: false,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["source"],
  types: ["node"],
};

/**
 * Compiles all statements in one program and gives those on which tsc judges otherwise than it must, each with what tsc
 * said. Every statement is one line of a file whose first lines are `imports`.
 */
export function misjudged(imports: string, statements: readonly Statement[], files: VirtualFiles): readonly string[] {
  const folder = join(root, "test/cases");
  const main = join(folder, "proof.ts");
  const text = `${imports.split("\n").map(onOneLine).join("\n")}\n${statements.map((statement) => onOneLine(statement.code)).join("\n")}\n`;
  const virtual = new Map([
    [main, text],
    ...[...files].map(([path, content]) => [join(folder, path), content] as const),
  ]);
  const host = ts.createCompilerHost(options);
  const read = (file: string): string | undefined => virtual.get(file) ?? ts.sys.readFile(file);
  const program = ts.createProgram([main], options, {
    ...host,
    fileExists: (file) => virtual.has(file) || host.fileExists(file),
    readFile: read,
    getSourceFile: (file, version) => {
      const content = read(file);
      return content === undefined ? undefined : ts.createSourceFile(file, content, version);
    },
  });
  const first = imports.split("\n").length;
  const said = new Map<number, string>();
  for (const { start, messageText } of program.getSemanticDiagnostics(program.getSourceFile(main))) {
    const line = program.getSourceFile(main)?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
    said.set(line - first, said.get(line - first) ?? ts.flattenDiagnosticMessageText(messageText, " "));
  }
  return [...said]
    .filter(([line]) => line < 0)
    .map(([, message]) => `imports: ${message}`)
    .concat(
      statements.flatMap(({ what, code, isGood }, index) => {
        const message = said.get(index);
        if (isGood) return message === undefined ? [] : [`${what}: ${code}\n    tsc: ${message}`];
        return message === undefined ? [`${what}: tsc accepts ${code}`] : [];
      }),
    );
}
