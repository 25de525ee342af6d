import { AsyncLocalStorage } from "node:async_hooks";
import { type CallContext, type ContextHolder, contextSymbol } from "../contract/context.js";
import type { RunningCall } from "./running-call.js";

/** Holds the call to which the current asynchronous context belongs. */
export const callStorage: AsyncLocalStorage<RunningCall> = new AsyncLocalStorage();

/** Lets every copy of the SDK find the running call. `fixed`, in lanes: actions cannot replace the holder. */
export function installContext({ fixed }: { readonly fixed: boolean }): void {
  const earlier = (globalThis as { [contextSymbol]?: ContextHolder })[contextSymbol];
  if (earlier && holders.has(earlier)) return;
  const holder: ContextHolder = Object.freeze({
    current: (): CallContext | undefined => callStorage.getStore() ?? earlier?.current(),
  });
  holders.add(holder);
  Object.defineProperty(globalThis, contextSymbol, { value: holder, configurable: !fixed, writable: !fixed });
}

/** Holders of this copy of the module; a second copy in one process chains to the first. */
const holders = new WeakSet<ContextHolder>();
