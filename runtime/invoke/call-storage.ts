import { AsyncLocalStorage } from "node:async_hooks";
import { type CallContext, type ContextHolder, contextSymbol } from "../contract/context.js";
import type { RunningCall } from "./running-call.js";

/** Reads the call of a token; only this file can. */
let callOf: (token: CallToken) => RunningCall;

/**
 * Stands for a call in the asynchronous context. Node keeps that on promises and timers, under symbols that any code reads and
 * `util.inspect` prints, so it holds nothing that they could: neither values of secrets nor a way to them.
 */
class CallToken {
  readonly #call: RunningCall;

  constructor(call: RunningCall) {
    this.#call = call;
  }

  static {
    callOf = (token) => token.#call;
  }
}

const tokens = new AsyncLocalStorage<CallToken>();

/** Knows the call to which the current asynchronous context belongs. */
export const callStorage = {
  /** Calls a function within the context of a call. Not with a list of arguments, which would be copied for each call. */
  run<A, B, C, Result>(call: RunningCall, work: (a: A, b: B, c: C) => Result, a?: A, b?: B, c?: C): Result {
    return tokens.run(new CallToken(call), work, a as A, b as B, c as C);
  },

  getStore(): RunningCall | undefined {
    const token = tokens.getStore();
    return token && callOf(token);
  },
} as const;

/** Symbol under which Node 20 and 22 keep the token on each resource; later versions have none. */
export const resourceKey: symbol | undefined = (tokens as { readonly kResourceStore?: symbol }).kResourceStore;

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
