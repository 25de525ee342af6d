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
 * Loads TypeScript with what V8 has compiled of it in an earlier process, and gives how to leave that for later ones.
 * Where anything is in the way, TypeScript is loaded by whoever needs it, as ever.
 */
export function loadCompiledTypeScript(): () => void {
  try {
    return load();
  } catch {
    return () => {};
  }
}

function load(): () => void {
  const path = pathOfTypeScript();
  const folder = folderBeside(path);
  if (folder === undefined || isTypeScriptLoaded()) return () => {};
  const name = `typescript-${process.versions.modules}-${process.platform}-${process.arch}`;
  const { origin, script } = loadFrom(readFileSync(path), readCompiledCode(folder, name));
  if (script === undefined || script.isUsed) return () => {};
  return () => writeCompiledCode(folder, name, packCompiled(origin, script.compiled()));
}

/** Where compiled code is left: beside the package, because it is code, and who may write the one may write the other. */
function folderBeside(path: string): string | undefined {
  const { NODE_COMPILE_CACHE: named, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if (disabled) return undefined;
  const packages = dirname(dirname(dirname(path)));
  return named || (basename(packages) === "node_modules" ? join(packages, ".cache/actionary") : undefined);
}

/** Apart, so that nothing holds the bytes. */
function loadFrom(
  bytes: Uint8Array,
  known: Uint8Array | undefined,
): { readonly origin: string; readonly script: CompiledScript | undefined } {
  const origin = originOf(bytes);
  return { origin, script: loadTypeScriptFrom(bytes, known && unpackCompiled(origin, known)) };
}
