import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { originOf, packCompiled, unpackCompiled } from "./cache/compiled-script.js";
import {
  type CompiledScript,
  isTypeScriptLoaded,
  loadTypeScriptFrom,
  pathOfTypeScript,
} from "./read/typescript/load-typescript.js";
import { readCompiledCode, writeCompiledCode } from "./write/cache-folder.js";
import { isOwnFile, isOwnFolder } from "./write/own-place.js";

/**
 * Loads TypeScript with the code that V8 compiled from it in an earlier process. Returns a function that leaves compiled
 * code for later processes. When anything fails, does nothing: TypeScript is then loaded without compiled code.
 */
export function loadCompiledTypeScript(): () => void {
  try {
    return loadWithCompiledCode();
  } catch {
    return () => {};
  }
}

function loadWithCompiledCode(): () => void {
  const path = pathOfTypeScript();
  const place = folderFor(path);
  if (place === undefined || isTypeScriptLoaded()) return () => {};
  const name = `typescript-${process.versions.modules}-${process.platform}-${process.arch}`;
  const { folder, isSafe } = place;
  const isTrusted = isSafe() && isOwnFile(join(folder, name), [statSync(path).uid]);
  const { origin, script } = loadFrom(readFileSync(path), isTrusted ? readCompiledCode(folder, name) : undefined);
  if (script === undefined || script.isUsed) return () => {};
  return () => {
    if (!existsSync(folder) || isSafe()) writeCompiledCode(folder, name, packCompiled(origin, script.compiled()));
  };
}

/** A folder of compiled code, and a function that tells whether only those can write there who may write TypeScript itself. */
interface CodeFolder {
  readonly folder: string;
  readonly isSafe: () => boolean;
}

/**
 * Folder of the compiled code: the one that the user names, if nobody else can write there; else beside the package, because both
 * are code, and a user who may write one may write the other.
 */
function folderFor(path: string): CodeFolder | undefined {
  const { NODE_COMPILE_CACHE: named, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if (disabled) return undefined;
  if (named) {
    const folder = resolve(named);
    return { folder, isSafe: () => isOwnFolder(folder) };
  }
  const packages = dirname(dirname(dirname(path)));
  if (basename(packages) !== "node_modules") return undefined;
  const folder = join(packages, ".cache/actionary");
  return { folder, isSafe: () => isOwnFolder(folder, [statSync(path).uid], packages) };
}

/** A function of its own, so that the bytes can be collected. */
function loadFrom(
  bytes: Uint8Array,
  known: Uint8Array | undefined,
): { readonly origin: string; readonly script: CompiledScript | undefined } {
  const origin = originOf(bytes);
  return { origin, script: loadTypeScriptFrom(bytes, known && unpackCompiled(origin, known)) };
}
