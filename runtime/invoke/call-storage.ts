import { AsyncLocalStorage } from "node:async_hooks";
import { type CallContext, type ContextHolder, contextSymbol } from "../contract/context.js";
import type { OpenCall } from "./open-call.js";

/** The call that the current asynchronous context belongs to. */
export const callStorage: AsyncLocalStorage<OpenCall> = new AsyncLocalStorage();

/** Lets the SDK, whichever copy of it, find the running call. `fixed` in lanes: nothing there may replace it. */
export function installContext({ fixed }: { readonly fixed: boolean }): void {
  const earlier = (globalThis as { [contextSymbol]?: ContextHolder })[contextSymbol];
  if (earlier && holders.has(earlier)) return;
  const holder: ContextHolder = Object.freeze({
    current: (): CallContext | undefined => callStorage.getStore() ?? earlier?.current(),
  });
  holders.add(holder);
  Object.defineProperty(globalThis, contextSymbol, { value: holder, configurable: !fixed, writable: !fixed });
}

/** Those of this copy of the module; a second copy in one process chains to the first. */
const holders = new WeakSet<ContextHolder>();
