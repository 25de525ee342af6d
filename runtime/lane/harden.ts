import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import v8 from "node:v8";

/**
 * Takes away what would let an action look out of its lane or harm the process, before any action is loaded.
 * `process.report` prints the host's environment even in a lane that has none.
 */
export function harden(env: NodeJS.ProcessEnv): void {
  for (const name of ["report", "kill", "chdir", "_debugProcess", "binding", "_linkedBinding"])
    fix(process, name, undefined);
  fix(v8, "setFlagsFromString", undefined);
  fix(os, "setPriority", undefined); // of the host as well as of the lane
  fix(process, "env", env);
  syncBuiltinESMExports(); // `import { env } from "node:process"` sees the same
  for (const name of networkGlobals) fixGlobal(name);
}

/** A neighbour within the lane that replaced one of these would see other calls' credentials. */
const networkGlobals = [
  "fetch",
  "Headers",
  "Request",
  "Response",
  "FormData",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
  "AbortController",
  "AbortSignal",
  "URL",
  "URLSearchParams",
  "Promise",
];

function fix(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: true });
}

function fixGlobal(name: string): void {
  const found = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!found?.configurable) return;
  const { get: load, enumerable = false } = found;
  const fixed: PropertyDescriptor = load ? { get: () => readTwice(load) } : { value: found.value, writable: false };
  Object.defineProperty(globalThis, name, { ...fixed, configurable: false, enumerable });
}

/**
 * Node's lazy globals replace themselves by their value when first read, which throws on a fixed property; by then the
 * value is there, and the second reading returns it. Reading them now instead would load a web client in every lane.
 */
function readTwice(load: () => unknown): unknown {
  try {
    return load.call(globalThis);
  } catch {
    return load.call(globalThis);
  }
}
