import { type CallContext, type ContextHolder, contextSymbol } from "../contract/context.js";

/** Returns the running call. Throws outside of one; `what` is the expression that needs it, for the message. */
export function currentContext(what: string): CallContext {
  const holder = (globalThis as { [contextSymbol]?: ContextHolder })[contextSymbol];
  const context = holder?.current();
  if (context) return context;
  throw new Error(
    `\`${what}\` works only while an action runs. Move it into the action's function; in a test, call the function ` +
      "through `testAction` from `actionary/testing`.",
  );
}
