import { codegenCommand } from "../contract/command.js";
import { currentContext } from "./context.js";
import { namesHolding, readKey, withoutValue } from "./read-secret.js";

/** Reads secrets by key only, for code without the declaration. The action binds them by `@secret NAME`. */
export interface Secrets {
  /**
   * Returns the value of a key of a bound secret. Throws outside of a call, for a key that no bound secret has, for one that two
   * have, and for one without a value; read an optional key through its declaration instead.
   */
  get(key: string): string;
}

/** See `Secrets`. */
export const secrets: Secrets = {
  get: (key) => {
    const context = currentContext(`secrets.get("${key}")`);
    const [name, ...others] = namesHolding(context, key);
    if (name === undefined) {
      throw new Error(
        `\`${context.action}\` reads ${key}, which none of its secrets declares. Add \`@secret NAME\` and ` +
          `\`@reads ${key}\` to its comment, where NAME is the exported constant, and run \`${codegenCommand}\`.`,
      );
    }
    if (others.length > 0) {
      const readers = [name, ...others].map((each) => `\`${each}.get("${key}")\``).join(" or ");
      throw new Error(`${key} belongs to several secrets of \`${context.action}\`. Say which one: ${readers}.`);
    }
    const value = readKey(context, name, key);
    if (value === undefined) throw new Error(withoutValue(context.action, name, key));
    return value;
  },
};
