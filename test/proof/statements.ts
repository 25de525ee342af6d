import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../project/make-project.js";

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

/** Judgement of tsc on a program of statements. */
export interface Judgement {
  readonly misjudged: readonly Misjudged[];
  /** Errors of the virtual files, by path. */
  readonly errors: ReadonlyMap<string, string>;
}

/** A statement, or an import if none, on which tsc judges otherwise than it must. */
export interface Misjudged {
  readonly statement: Statement | undefined;
  /** The statement, and the message of tsc. */
  readonly message: string;
}

/** Parsed files of packages, which are the same for every program of this process. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Files of cases that add to the types of others and that nothing imports. */
function ambientFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".d.ts") || path.endsWith("_augment.ts"))
    .map((path) => join(folder, path));
}

/** Compiles all statements in one program; each is one line of a file whose first lines are `imports`. */
export function judge(imports: string, statements: readonly Statement[], files: VirtualFiles): Judgement {
  const folder = join(root, "test/cases");
  const main = join(folder, "proof.ts");
  const lines = imports.split("\n").map(onOneLine);
  const text = [...lines, ...statements.map((statement) => onOneLine(statement.code)), ""].join("\n");
  const virtual = new Map([
    [main, text],
    ...[...files].map(([path, content]) => [join(folder, path), content] as const),
  ]);
  const program = ts.createProgram([main, ...ambientFiles(folder)], options, createHost(virtual));
  const messages = new Map<number, string>();
  for (const { start, messageText } of program.getSemanticDiagnostics(program.getSourceFile(main))) {
    const line = program.getSourceFile(main)?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
    messages.set(line, messages.get(line) ?? ts.flattenDiagnosticMessageText(messageText, " "));
  }
  const errors = new Map<string, string>();
  for (const path of files.keys()) {
    const tree = program.getSourceFile(join(folder, path));
    const [first] = tree ? program.getSemanticDiagnostics(tree) : [];
    if (first) errors.set(path, ts.flattenDiagnosticMessageText(first.messageText, " "));
  }
  const wrongImports = lines.flatMap((line, index): readonly Misjudged[] =>
    messages.has(index) ? [{ statement: undefined, message: `imports: ${line}\n    tsc: ${messages.get(index)}` }] : [],
  );
  const wrongStatements = statements.flatMap((statement, index): readonly Misjudged[] => {
    const { what, code, isGood } = statement;
    const answer = messages.get(lines.length + index);
    if ((answer === undefined) === isGood) return [];
    return [{ statement, message: answer ? `${what}: ${code}\n    tsc: ${answer}` : `${what}: tsc accepts ${code}` }];
  });
  return { misjudged: [...wrongImports, ...wrongStatements], errors };
}

function createHost(virtual: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = (file: string): string | undefined => virtual.get(file) ?? ts.sys.readFile(file);
  return {
    ...host,
    fileExists: (file) => virtual.has(file) || host.fileExists(file),
    // Else the compiler would not look for a virtual file in a folder that is not on disk.
    directoryExists: () => true,
    readFile: read,
    getSourceFile: (file, version) => {
      const known = libraries.get(file);
      const content = known ? undefined : read(file);
      const tree = known ?? (content === undefined ? undefined : ts.createSourceFile(file, content, version));
      if (file.includes("/node_modules/")) libraries.set(file, tree);
      return tree;
    },
  };
}
