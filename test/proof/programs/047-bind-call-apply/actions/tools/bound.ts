import { secret } from "actionary";

export const bound = secret({ name: "bound", keys: ["BOUND_CALL", "BOUND_APPLY", "BOUND_BIND", "BOUND_NEVER"] });

function byCall(this: { readonly prefix: string }): string {
  return this.prefix + bound.get("BOUND_CALL");
}

function byApply(suffix: string): string {
  return bound.get("BOUND_APPLY") + suffix;
}

function byBind(suffix: string): string {
  return bound.get("BOUND_BIND") + suffix;
}

/**
 * Tell how long a key is.
 */
export function viaCall(): number {
  return byCall.call({ prefix: "x" }).length;
}

/**
 * Tell how long a key is with an ending.
 */
export function viaApply(): number {
  return byApply.apply(undefined, ["!"]).length;
}

/**
 * Tell how long a key is with a bound ending.
 */
export function viaBind(): number {
  const ready = byBind.bind(undefined, "?");
  return ready().length;
}
