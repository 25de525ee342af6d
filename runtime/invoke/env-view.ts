import type { CallContext } from "../contract/context.js";
import { providedVariables } from "../contract/provided-variables.js";
import { namesHolding } from "../sdk/read-secret.js";
import { restoreSpecies } from "./intrinsics-guard.js";

/**
 * Returns `process.env` of a lane: within a call the keys of its secrets, and always those variables of `own` that the runtime
 * provides, which can be read by name, but are not listed. Writes and deletions are ignored: libraries make them, and other
 * calls must not see them.
 */
export function envView(own: NodeJS.ProcessEnv, current: () => CallContext | undefined): NodeJS.ProcessEnv {
  const provided = new Map(providedVariables.map((key) => [key, own[key]]));
  const running = (): CallContext | undefined => {
    const context = current();
    return context?.hasEnded ? undefined : context;
  };
  const read = (key: string | symbol): string | undefined => {
    if (typeof key !== "string") return undefined;
    restoreSpecies();
    const context = running();
    return (context && readVariable(context, key)) ?? provided.get(key);
  };
  return new Proxy<NodeJS.ProcessEnv>(Object.create(null), {
    get: (_, key) => read(key),
    has: (_, key) => read(key) !== undefined,
    ownKeys: () => [...variables(running())],
    getOwnPropertyDescriptor: (_, key) => {
      const value = read(key);
      return value === undefined ? undefined : { value, enumerable: true, configurable: true, writable: true };
    },
    set: () => true,
    deleteProperty: () => true,
    defineProperty: () => true,
  });
}

function variables(context: CallContext | undefined): ReadonlySet<string> {
  return new Set([...(context?.secrets.values() ?? [])].flatMap((values) => [...values.keys()]));
}

function readVariable(context: CallContext, key: string): string | undefined {
  const [name, ...others] = namesHolding(context, key).filter((each) => context.secrets.get(each)?.has(key));
  if (name === undefined) return undefined;
  if (others.length === 0) return context.secrets.get(name)?.get(key);
  throw new Error(
    `${key} belongs to several secrets of \`${context.action}\`, so process.env cannot tell which is meant. Read it ` +
      `through its declaration: ${[name, ...others].map((each) => `\`${each}.get("${key}")\``).join(" or ")}.`,
  );
}
