import { isAscii } from "node:buffer";
import { createRequire, Module } from "node:module";
import { dirname } from "node:path";
import { constants, Script } from "node:vm";

const require = createRequire(import.meta.url);

/** A script that may use code that V8 compiled in another process. */
export interface CompiledScript {
  /** True where V8 has accepted the compiled code. */
  readonly isUsed: boolean;
  /** Returns the code that V8 has compiled of it so far, for another process. */
  readonly compiled: () => Uint8Array;
}

/** Tells whether a CommonJS file is loaded already. */
export function isLoaded(path: string): boolean {
  return require.cache[path] !== undefined;
}

/**
 * Loads a CommonJS file like `require`, but from its bytes and with the code that V8 compiled of them in another process.
 * Undefined where the bytes are not ASCII; nothing is loaded then.
 */
export function loadScript(
  path: string,
  { bytes, compiled }: { readonly bytes: Uint8Array; readonly compiled: Uint8Array | undefined },
): CompiledScript | undefined {
  if (!isAscii(bytes)) return undefined;
  const code = Buffer.concat([Buffer.from(wrapper.head), bytes, Buffer.from(wrapper.tail)]).toString("latin1");
  const script = new Script(code, {
    filename: path,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(compiled ? { cachedData: compiled } : {}),
  });
  const module = new Module(path);
  const own = createRequire(path);
  module.filename = path;
  script.runInThisContext().call(module.exports, module.exports, own, module, path, dirname(path));
  module.loaded = true;
  require.cache[path] = module;
  return {
    isUsed: compiled !== undefined && script.cachedDataRejected === false,
    compiled: () => script.createCachedData(),
  };
}

/** The text that Node puts around a CommonJS module. */
const wrapper = { head: "(function (exports, require, module, __filename, __dirname) { ", tail: "\n});" } as const;
