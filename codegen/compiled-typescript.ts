import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { originOf, packCompiled, unpackCompiled } from "./cache/compiled-script.js";
import {
  type CompiledScript,
  isTypeScriptLoaded,
  loadTypeScriptFrom,
  pathOfTypeScript,
} from "./read/typescript/load-typescript.js";
import { readCompiledCode, writeCompiledCode } from "./write/cache-folder.js";

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
  const folder = folderBeside(path);
  if (folder === undefined || isTypeScriptLoaded()) return () => {};
  const name = `typescript-${process.versions.modules}-${process.platform}-${process.arch}`;
  const { origin, script } = loadFrom(readFileSync(path), readCompiledCode(folder, name));
  if (script === undefined || script.isUsed) return () => {};
  return () => writeCompiledCode(folder, name, packCompiled(origin, script.compiled()));
}

/** Folder of the compiled code: beside the package, because both are code, and a user who may write one may write the other. */
function folderBeside(path: string): string | undefined {
  const { NODE_COMPILE_CACHE: named, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if (disabled) return undefined;
  const packages = dirname(dirname(dirname(path)));
  return named || (basename(packages) === "node_modules" ? join(packages, ".cache/actionary") : undefined);
}

/** A function of its own, so that the bytes can be collected. */
function loadFrom(
  bytes: Uint8Array,
  known: Uint8Array | undefined,
): { readonly origin: string; readonly script: CompiledScript | undefined } {
  const origin = originOf(bytes);
  return { origin, script: loadTypeScriptFrom(bytes, known && unpackCompiled(origin, known)) };
}
