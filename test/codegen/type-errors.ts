import ts from "typescript";

const folder = "/generated/";

/**
 * Returns the errors of `tsc --strict` in these files, by path, also in those that spare consumers the check. They import
 * nothing but each other.
 */
export function typeErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2023.d.ts"],
    types: [],
    skipLibCheck: true,
  };
  const checked = (text: string): string => text.replace("// @ts-nocheck", "// checked here");
  const texts = new Map([...files].map(([path, text]) => [folder + path, checked(text)]));
  const host = ts.createCompilerHost(options);
  const fallback = { getSourceFile: host.getSourceFile, fileExists: host.fileExists, readFile: host.readFile };
  host.getSourceFile = (name, version) => {
    const text = texts.get(name);
    return text === undefined
      ? fallback.getSourceFile.call(host, name, version)
      : ts.createSourceFile(name, text, version, true);
  };
  host.fileExists = (name) => texts.has(name) || fallback.fileExists.call(host, name);
  host.directoryExists = () => true;
  host.readFile = (name) => texts.get(name) ?? fallback.readFile.call(host, name);
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    return `${file?.fileName.slice(folder.length) ?? ""}:${line} ${text}`;
  });
}
