import { join } from "node:path";
import ts from "typescript";
import { root } from "../../project/make-project.js";

/** Returns the tokens of a source, comments left out. */
export function tokensOf(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens;
}

/** Returns the errors of `tsc --strict` that the sources have after a change, and did not have before. */
export function newTypeErrors(
  pairs: readonly { readonly before: string; readonly after: string }[],
): readonly string[] {
  const errors = moduleErrors(pairs.flatMap(({ before, after }) => [before, after]));
  return pairs.flatMap(
    (_, index) => errors[2 * index + 1]?.filter((error) => !errors[2 * index]?.includes(error)) ?? [],
  );
}

const libraries = new Map<string, ts.SourceFile | undefined>();

/** Returns the errors of `tsc --strict` in each of these modules. */
function moduleErrors(texts: readonly string[]): readonly (readonly string[])[] {
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: ["node"], customConditions: ["source"] },
    ...{ target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext },
  };
  const files = new Map(texts.map((text, index) => [join(root, `test/codegen/fix/fixed-${index}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, version) => {
    const text = files.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, version);
    if (!libraries.has(name)) libraries.set(name, getSourceFile(name, version));
    return libraries.get(name);
  };
  host.fileExists = (name) => files.has(name) || fileExists(name);
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
  const whole = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  if (whole.length > 0) throw new Error(ts.formatDiagnostics(whole, host));
  return [...files.keys()].map((name) => {
    const file = program.getSourceFile(name);
    if (!file || !ts.isExternalModule(file))
      throw new Error(`no module, so that it would see the others:\n${file?.text}`);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, "\n"),
    );
  });
}
