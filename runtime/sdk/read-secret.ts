import { codegenCommand } from "../contract/command.js";
import type { CallContext } from "../contract/context.js";
import type { SecretRequirement, SecretUse } from "../contract/manifest.js";

/** Returns every use of a secret that the running action declares; in `testAction` all secrets that were passed. */
export function declaredUses(context: CallContext): readonly SecretUse[] {
  if (context.requirements === "any") {
    return [...context.secrets].map(([name, values]) => ({
      name,
      keys: [...values.keys()],
      optionalKeys: [],
      optional: false,
    }));
  }
  return context.requirements.flatMap(usesIn);
}

function usesIn(requirement: SecretRequirement): readonly SecretUse[] {
  return "oneOf" in requirement ? requirement.oneOf : [requirement];
}

function mayRead(use: SecretUse, key: string): boolean {
  return use.keys.includes(key) || use.optionalKeys.includes(key);
}

/** Returns whether the running action may read `key` of the secret `name`. */
export function isDeclared(context: CallContext, name: string, key: string): boolean {
  if (context.requirements === "any") return true;
  // Without new lists: it is called for every reading, and in a lane making a list costs more than the search.
  return context.requirements.some((each) => usesIn(each).some((use) => use.name === name && mayRead(use, key)));
}

/** Returns the value of a declared key, if the call has one. Throws for a key that the action does not declare. */
export function readKey(context: CallContext, name: string, key: string): string | undefined {
  if (!isDeclared(context, name, key)) throw new Error(undeclared(context.action, name, key));
  return context.secrets.get(name)?.get(key);
}

/** Returns the names of the secrets of which the running action may read `key`. */
export function namesHolding(context: CallContext, key: string): readonly string[] {
  const names = declaredUses(context)
    .filter((use) => mayRead(use, key))
    .map((use) => use.name);
  return [...new Set(names)];
}

/** Returns the message for a key without a value, and how to give it one. */
export function withoutValue(action: string, name: string, key: string): string {
  return (
    `\`${action}\` reads ${key} of \`${name}\`, which has no value in this call. Configure it, or pass ` +
    `\`secrets: { ${name}: { ${key}: "…" } }\`.`
  );
}

function undeclared(action: string, name: string, key: string): string {
  return (
    `\`${action}\` reads ${key} of \`${name}\` but does not declare it, so its value never reached this call. ` +
    `Read it in the action's own file, or add \`@secret ${name}\` and \`@reads ${key}\` to the action's comment; then run ` +
    `\`${codegenCommand}\`.`
  );
}
