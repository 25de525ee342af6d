import { posix } from "node:path";
import type { Location, TransformFailure } from "esbuild";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { digestOfSource, sha256 } from "../model/hash.js";
import type { ImportModel, ModuleModel } from "../model/models.js";
import type { Project } from "../model/project.js";
import type { Span } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";
import { codeOf, type ModuleCode, packCode, unpackCode } from "./module-code.js";
import { transformModule } from "./transform-module.js";

/** Prefix of a specifier in compiled code whose file name is not known yet: it comes from the hashes. */
export const importMarker = "actionary-import:";

/** One compiled module: code with markers for its imports, and its source map. */
export interface CompiledModule {
  readonly module: ModuleModel;
  readonly code: ModuleCode;
}

/** Helpers of `compileModules`, and the list that it reports to. */
export interface ModuleSettings {
  readonly problems: ProblemList;
  readonly cache: CodegenCache | undefined;
}

/**
 * Compiles every module by itself: not bundled, so that an edit changes one file. Reports code that TypeScript parses and
 * JavaScript refuses, and then returns no module at all.
 */
export async function compileModules(
  modules: readonly ModuleModel[],
  project: Pick<Project, "out">,
  { problems, cache }: ModuleSettings,
): Promise<ReadonlyMap<string, CompiledModule>> {
  const known = new Map<ModuleModel, CompiledModule>();
  for (const module of modules) {
    const found = knownModule(module, project, cache);
    if (found) known.set(module, found);
  }
  const missing = modules.filter((module) => !known.has(module));
  const compiled = await compileAll(missing, project, problems);
  if (compiled === undefined) return new Map();
  for (const module of missing) {
    const result = compiled.get(module.name);
    if (result === undefined) throw new Error(`${module.name} was not compiled`);
    cache?.keepBytes("module", factsOf(module), packCode(result));
    known.set(module, remember(module, project, result));
  }
  const found = new Map<string, CompiledModule>();
  for (const module of modules) {
    const each = known.get(module);
    if (each) found.set(module.name, each);
  }
  return found;
}

/** Modules that earlier runs of this process have compiled or found, by model, with the out folder: models never change. */
const compiledModules = new WeakMap<ModuleModel, { readonly out: string; readonly compiled: CompiledModule }>();

function knownModule(
  module: ModuleModel,
  project: Pick<Project, "out">,
  cache: CodegenCache | undefined,
): CompiledModule | undefined {
  const known = compiledModules.get(module);
  if (known?.out === project.out) return known.compiled;
  // A file that travels as it is counts as its hash: so all that reaches it changes with it.
  if (module.bytes) return { module, code: codeOf({ code: sha256(module.bytes), map: "" }) };
  const bytes = cache?.findBytes("module", factsOf(module));
  return bytes && remember(module, project, unpackCode(bytes));
}

function remember(module: ModuleModel, { out }: Pick<Project, "out">, code: ModuleCode): CompiledModule {
  const compiled = { module, code };
  compiledModules.set(module, { out, compiled });
  return compiled;
}

/** Everything that the compiled code depends on. */
function factsOf(module: ModuleModel): string {
  const { name, source, imports } = module;
  const known =
    factsByModule.get(module) ??
    JSON.stringify([
      name,
      digestOfSource(source),
      imports.map(({ specifier, target, resolved }) => [specifier, target, resolved?.isEsm]),
    ]);
  factsByModule.set(module, known);
  return known;
}

/** Facts by module: models never change. */
const factsByModule = new WeakMap<ModuleModel, string>();

/** Compiled modules by name; undefined when JavaScript refuses one. */
async function compileAll(
  modules: readonly ModuleModel[],
  project: Pick<Project, "out">,
  problems: ProblemList,
): Promise<ReadonlyMap<string, ModuleCode> | undefined> {
  // All at once, because esbuild has threads of its own.
  const compiled = await Promise.all(modules.map((module) => compileOne(module, project, problems)));
  const all = compiled.filter((each) => each !== undefined);
  return all.length < modules.length ? undefined : new Map(all);
}

async function compileOne(
  module: ModuleModel,
  project: Pick<Project, "out">,
  problems: ProblemList,
): Promise<readonly [name: string, compiled: ModuleCode] | undefined> {
  const { name } = module;
  const marked = markImports(module);
  try {
    const sourcefile = sourcefileOf(module, project);
    return [name, codeOf(await transformModule({ name, text: marked.text, sourcefile }))];
  } catch (failure) {
    const { errors } = failure as Partial<TransformFailure>;
    if (!Array.isArray(errors) || errors.length === 0 || errors.some(({ location }) => !location)) throw failure;
    for (const { text, location } of errors as TransformFailure["errors"]) {
      if (location) problems.report("ACT104", spanOfMessage(module, marked, location), `${text.replace(/[.:]$/, "")}.`);
    }
    return undefined;
  }
}

function sourcefileOf({ name, source }: ModuleModel, { out }: Pick<Project, "out">): string {
  return posix.relative(posix.dirname(posix.join(out, "build", stemInBuild(name))), source.file);
}

/** Returns the path below the build folder of a module's file, without the hash and the extension. */
export function stemInBuild(name: string): string {
  // Sources from outside of the actions folder lie below a folder of the same build.
  const path = name.replace(/^asset:/, "").replaceAll("../", "_outside/");
  return `modules/${name.endsWith(".json") && name === path ? path : path.replace(/\.[^./]+$/, "")}`;
}

/** A module's text with markers for its imports. The text from offset `from` on has moved by `by`; in order. */
interface MarkedText {
  readonly text: string;
  readonly moves: readonly { readonly from: number; readonly by: number }[];
}

/** Replaces specifiers of files and of the SDK by markers, and what CommonJS alone has by its form in an ES module. */
function markImports({ source, imports, exportAssignment }: ModuleModel): MarkedText {
  const parts: string[] = [];
  const moves: { readonly from: number; readonly by: number }[] = [];
  let end = 0;
  let moved = 0;
  const edits = imports.flatMap((each) => {
    const text = writtenImport(each);
    const { start, end } = each.replaced ?? each.at;
    return text === undefined ? [] : [{ start, end, text: keepLines(text, source.text.slice(start, end)) }];
  });
  if (exportAssignment) edits.push({ ...exportAssignment, text: exportsOfAssignment });
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    parts.push(source.text.slice(end, edit.start), edit.text);
    end = edit.end;
    moved += edit.text.length - (edit.end - edit.start);
    moves.push({ from: edit.end + moved, by: moved });
  }
  return { text: [...parts, source.text.slice(end)].join(""), moves };
}

/** Text that replaces `export =`: the value under the names by which ES modules and `importOf` look for it. */
const exportsOfAssignment = `export { exports$ as default, exports$ as "module.exports" }; const exports$ =`;

/** Returns the text that stands for an import in the module; undefined where it stays as it is written. */
function writtenImport(use: ImportModel): string | undefined {
  const { form, target, specifier, name = "", resolved } = use;
  const isMarked = target.kind === "module" || target.kind === "asset" || target.kind === "sdk";
  const from = JSON.stringify(isMarked ? `${importMarker}${target.kind === "sdk" ? "sdk" : target.name}` : specifier);
  if (form !== "equals") return isMarked ? from : undefined;
  if (target.kind === "module" && !target.name.endsWith(".json")) {
    return `import * as ${name}$module from ${from}; const ${name} = ${name}$module["module.exports"] ?? ${name}$module`;
  }
  const isNamespace = target.kind === "sdk" || (target.kind === "package" && resolved?.isEsm === true);
  return isNamespace ? `import * as ${name} from ${from}` : `import ${name} from ${from}`;
}

/** Returns a text with as many line breaks as the one that it replaces, so that later lines keep their numbers. */
function keepLines(text: string, replaced: string): string {
  return text + "\n".repeat(replaced.split("\n").length - 1);
}

/** Returns the span of an esbuild message, which counts bytes of a line of the marked text. */
function spanOfMessage(
  { source }: ModuleModel,
  { text, moves }: MarkedText,
  { line, column, length, lineText }: Location,
): Span {
  const bytes = Buffer.from(lineText);
  const before = bytes.subarray(0, column).toString().length;
  const end = before + bytes.subarray(column, column + length).toString().length;
  let lineStart = 0;
  for (let count = 1; count < line; count++) lineStart = text.indexOf("\n", lineStart) + 1;
  const original = (offset: number): number => offset - (moves.findLast(({ from }) => from <= offset)?.by ?? 0);
  return { source, start: original(lineStart + before), end: original(lineStart + end) };
}
