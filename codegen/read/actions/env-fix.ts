import type TypeScript from "typescript";
import { providedVariables } from "../../../runtime/contract/provided-variables.js";
import { platformOf, segmentsOf } from "../../model/key.js";
import type { Fix } from "../../report/fix.js";
import type { Declarations } from "../declarations/read-declarations.js";
import { secretKeys } from "../declarations/visible-declarations.js";
import { declaringEdits } from "../environment/declaring-edits.js";
import { readUses } from "../reach/read-uses.js";
import type { ReadingContext } from "./reading-context.js";

/** Fixes of one run. A key is declared in one file alone: all others are bound to that secret by use. */
interface EnvFixes {
  readonly byTree: Map<TypeScript.SourceFile, FileFix>;
  /** Keys and names of secrets, those included that fixes would declare. */
  readonly keys: Set<string>;
  readonly names: Set<string>;
}

interface FileFix {
  readonly keys: readonly string[];
  readonly fix: Fix | undefined;
}

const fixesOfRun = new WeakMap<Declarations, EnvFixes>();

/**
 * Returns the fix of all keys of `process.env` in a file that no secret has: one secret for all of them, named after the
 * platform or the file. Undefined where another file's fix declares this key.
 */
export function fixOf(context: ReadingContext, tree: TypeScript.SourceFile, key: string): Fix | undefined {
  const fixes = fixesOfRun.get(context.declarations) ?? startFixes(context);
  fixesOfRun.set(context.declarations, fixes);
  const file = fixes.byTree.get(tree) ?? fixFile(context, fixes, tree);
  fixes.byTree.set(tree, file);
  return file.keys.includes(key) ? file.fix : undefined;
}

function startFixes({ declarations }: ReadingContext): EnvFixes {
  const secrets = declarations.everywhere().flatMap((each) => (each.kind === "secret" ? [each.secret] : []));
  return {
    byTree: new Map(),
    keys: new Set(secrets.flatMap(secretKeys)),
    names: new Set(secrets.map(({ name }) => name)),
  };
}

function fixFile(context: ReadingContext, fixes: EnvFixes, tree: TypeScript.SourceFile): FileFix {
  const keys = unknownKeys(context, fixes, tree);
  if (keys.length === 0) return { keys, fix: undefined };
  const name = namesOf(context, tree).find((each) => !fixes.names.has(each));
  if (name === undefined) return { keys: [], fix: undefined };
  for (const key of keys) fixes.keys.add(key);
  fixes.names.add(name);
  return { keys, fix: { safe: false, edits: declaringEdits(tree, name, keys) } };
}

/** Returns the keys that a file reads and no secret has, in order; those that a secret cannot have are left out. */
function unknownKeys(context: ReadingContext, fixes: EnvFixes, tree: TypeScript.SourceFile): readonly string[] {
  const { keys } = readUses(context.program, context.declarations, tree).env;
  const own = keys.filter(({ node }) => node.getSourceFile() === tree).sort((a, b) => a.node.pos - b.node.pos);
  const isNew = (key: string): boolean => !fixes.keys.has(key) && !providedVariables.includes(key);
  const isKey = (key: string): boolean => /^[A-Za-z0-9_]+$/.test(key) && key !== "__proto__";
  return [...new Set(own.map(({ key }) => key))].filter((key) => isNew(key) && isKey(key));
}

/** Returns names for a secret of a file, the best one first. */
function namesOf({ program }: ReadingContext, tree: TypeScript.SourceFile): readonly string[] {
  const path = program.files.find((file) => program.pathOf(file) === tree.fileName)?.path ?? "";
  const segments = segmentsOf(path);
  const file = nameOf(segments.at(-1) ?? "");
  const platform = nameOf(platformOf([...segments, file]) ?? file);
  const names = platform === file ? [file] : [platform, `${platform}_${file}`];
  const numbered = Array.from({ length: 99 }, (_, index) => `${names.at(-1)}_${index + 2}`);
  return [...names, ...numbered];
}

/** Returns a segment of a path as the name of a secret: those of OAuth alone end in `_oauth`. */
function nameOf(segment: string): string {
  const name = segment.replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "");
  if (name === "") return "environment";
  return name.endsWith("_oauth") ? `${name}_keys` : name;
}
