import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { originOf, packCompiled, unpackCompiled } from "./cache/compiled-script.js";
import { pathOfPackages } from "./packages/load-package.js";
import { type CompiledScript, isLoaded, loadScript } from "./packages/load-script.js";
import { pathOfTypeScript } from "./read/typescript/load-typescript.js";
import { readCompiledCode, writeCompiledCode } from "./write/cache-folder.js";
import { isOwnFile, isOwnFolder } from "./write/own-place.js";

/**
 * Loads TypeScript and the file of packages with the code that V8 compiled from them in an earlier process. Returns a function
 * that leaves compiled code for later processes. When anything fails, does nothing: they are then loaded without compiled code.
 */
export function loadCompiledCode(): () => void {
  try {
    const typescript = pathOfTypeScript();
    const place = folderFor(typescript);
    if (place === undefined) return () => {};
    // First TypeScript, which one of the packages requires.
    const scripts = [loadCompiled("typescript", typescript, place)];
    const packages = pathOfPackages();
    if (packages !== undefined) scripts.push(loadCompiled("packages", packages, place));
    return () => {
      for (const leave of scripts) leave();
    };
  } catch {
    return () => {};
  }
}

/** Loads one file; returns a function that leaves its compiled code. */
function loadCompiled(title: string, path: string, { folder, isSafe, owner }: CodeFolder): () => void {
  if (isLoaded(path)) return () => {};
  const name = `${title}-${process.versions.modules}-${process.platform}-${process.arch}`;
  const isTrusted = isSafe() && isOwnFile(join(folder, name), [owner]);
  const { origin, script } = loadFrom(path, isTrusted ? readCompiledCode(folder, name) : undefined);
  if (script === undefined || script.isUsed) return () => {};
  return () => {
    if (!existsSync(folder) || isSafe()) writeCompiledCode(folder, name, packCompiled(origin, script.compiled()));
  };
}

/** A folder of compiled code. */
interface CodeFolder {
  readonly folder: string;
  /** Tells whether only those can write there who may write TypeScript itself. */
  readonly isSafe: () => boolean;
  /** The user that TypeScript belongs to. */
  readonly owner: number;
}

/**
 * Folder of the compiled code: the one that the user names, if nobody else can write there; else beside TypeScript, because both
 * are code of this process, and a user who may write one may write the other.
 */
function folderFor(path: string): CodeFolder | undefined {
  const { NODE_COMPILE_CACHE: named, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if (disabled) return undefined;
  const owner = statSync(path).uid;
  if (named) {
    const folder = resolve(named);
    return { folder, owner, isSafe: () => isOwnFolder(folder) };
  }
  const packages = dirname(dirname(dirname(path)));
  if (basename(packages) !== "node_modules") return undefined;
  const folder = join(packages, ".cache/actionary");
  return { folder, owner, isSafe: () => isOwnFolder(folder, [owner], packages) };
}

/** A function of its own, so that the bytes can be collected. */
function loadFrom(
  path: string,
  known: Uint8Array | undefined,
): { readonly origin: string; readonly script: CompiledScript | undefined } {
  const bytes = readFileSync(path);
  const origin = originOf(bytes);
  return { origin, script: loadScript(path, { bytes, compiled: known && unpackCompiled(origin, known) }) };
}
