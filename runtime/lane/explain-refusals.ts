import { accessDenied } from "./access-denied-error.js";

type AnyFunction = (...args: readonly unknown[]) => unknown;

/**
 * Makes what Node's permission flags refuse say which program or add-on it was, and which `@permission` allows it. The flags
 * refuse it in any case, whatever an action does to these functions.
 */
export function explainRefusals(permissions: readonly string[]): void {
  if (!permissions.includes("native")) refuseAddons();
  if (!permissions.includes("child-process")) refusePrograms();
}

/** Node's loader of `.node` files calls `process.dlopen`. */
function refuseAddons(): void {
  define(process, "dlopen", (_module: unknown, file: unknown) => {
    const resource = String(file);
    const text = `Native add-ons are refused in a lane, which has no walls against machine code: ${resource}.`;
    throw accessDenied({ text, permissions: ["native"], resource });
  });
}

function refusePrograms(): void {
  const childProcess = process.getBuiltinModule("node:child_process");
  const { _handle: handle } = new childProcess.ChildProcess() as unknown as { readonly _handle: object };
  // Node 24 passes the program itself, earlier ones an object with it.
  define(Object.getPrototypeOf(handle), "spawn", (first: unknown) =>
    refuse(typeof first === "object" && first !== null ? Reflect.get(first, "file") : first),
  );
  for (const name of ["spawnSync", "execFileSync", "execSync"] as const) {
    define(childProcess, name, ((program: unknown) => refuse(program)) as AnyFunction);
  }
}

function refuse(program: unknown): never {
  const resource = String(program);
  const text = `Starting \`${resource}\` is refused in a lane.`;
  throw accessDenied({ text, permissions: ["child-process"], resource });
}

function define(owner: object, name: string, value: unknown): void {
  Reflect.deleteProperty(owner, name);
  Object.defineProperty(owner, name, { value, writable: false, configurable: false, enumerable: true });
}
