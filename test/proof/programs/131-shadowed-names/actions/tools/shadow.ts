import { shadow, token } from "../_shared/shadow.js";

interface Source {
  get(key: string): string;
}

function describe(shadow: Source): string {
  return shadow.get("SHADOW_KEY");
}

/**
 * Give a text that no secret has.
 */
export function plain(): string {
  const token = (): string => "none";
  return token() + describe({ get: (key) => key.toLowerCase() });
}

/**
 * Tell how long the keys are.
 */
export function lengths(): number {
  {
    const shadow = new Map([["SHADOW_OTHER", "x"]]);
    if (shadow.get("SHADOW_OTHER") === undefined) return 0;
  }
  return token().length;
}

/**
 * Tell how long the other key is.
 */
export function otherLength(): number {
  return shadow.get("SHADOW_OTHER").length;
}
