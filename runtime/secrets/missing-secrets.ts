import { ActionError } from "../contract/action-error.js";
import type { BuiltSecret } from "../contract/build.js";
import { commandLine } from "../contract/command.js";
import { type Connections, connectionOf } from "./requests.js";
import { qualifiedVariable } from "./variable-name.js";

/** Keys of a secret that have no value. */
export interface MissingUse {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The call that misses them. */
export interface MissingFor {
  readonly key: string;
  readonly secrets: Readonly<Record<string, BuiltSecret>>;
  readonly connections?: Connections | undefined;
}

/** Returns the error of an action whose requirements have no values; of each requirement all choices are given. */
export function secretMissing(call: MissingFor, missing: readonly (readonly MissingUse[])[]): ActionError {
  const uses = missing.flat();
  const needs = missing.map((choices) => {
    const texts = choices.map((use) => missingUseText(call, use));
    return choices.length > 1 ? `either ${texts.join(" or ")}` : texts.join("");
  });
  return new ActionError({
    code: "SECRET_MISSING",
    action: call.key,
    message: `\`${call.key}\` needs ${needs.join(", and ")}. ${remedy(call, uses)}`,
    details: uses.map(({ name, keys }) => {
      const connection = connectionOf(name, call.connections);
      return { name, keys, ...(connection !== undefined && { connection }) };
    }),
  });
}

/** Returns the missing keys of a secret, with the environment variables that `envSecrets` would read. */
function missingUseText({ secrets, connections }: MissingFor, { name, keys }: MissingUse): string {
  const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  const connection = connectionOf(name, connections);
  if (connection !== undefined) {
    return `${keys.join(" and ")} of the secret \`${name}\`, for which there is no connection \`${connection}\` that has them`;
  }
  const included = secret && secret.type !== "oauth" ? (secret.includedKeys ?? []) : [];
  const variables = keys.map((key) => {
    const hasBare = secret?.type !== "oauth" && !included.includes(key);
    return `${qualifiedVariable(name, key)}${hasBare ? ` or ${key}` : ""}`;
  });
  return `${keys.join(" and ")} of the secret \`${name}\` (environment variable ${variables.join(", and ")})`;
}

function remedy({ connections }: MissingFor, uses: readonly MissingUse[]): string {
  const named = uses.find(({ name }) => connectionOf(name, connections) !== undefined);
  if (named) {
    const connection = connectionOf(named.name, connections);
    return `Name another one, or set it: \`${commandLine} secrets set ${named.name} --connection ${connection}\`.`;
  }
  const [
    {
      name,
      keys: [key = ""],
    } = { name: "", keys: [] },
  ] = uses;
  const way = uses.length > 1 ? "Or pass values" : "Or pass the value";
  return `${way}: \`secrets: { ${name}: { ${key}: "…" } }\`.`;
}
