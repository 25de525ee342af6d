import { didYouMean } from "../../contract/suggest.js";
import type { SecretProvider } from "../provider.js";
import { type Variables, valuesInVariables } from "./variables.js";

/** Options of `envSecrets`. */
export interface EnvSecretsOptions {
  /**
   * Names of the variables that may be given under a bare `KEY`, whoever declares it; no others are. Without this list a bare key
   * needs a declaration in the project's own actions: one in an included package alone does not open a variable of the host.
   */
  readonly allow?: readonly string[];
}

/**
 * Returns a provider that reads environment variables: `NAME__KEY` (the secret's name in capitals), then, only for custom
 * secrets, the bare `KEY`, if `allow` or the place of its declaration permits it. An empty variable counts as absent, and
 * there are default connections alone. Takes the variables (`process.env` by default), the options, or both.
 */
export function envSecrets(options: EnvSecretsOptions): SecretProvider;
export function envSecrets(env?: Variables, options?: EnvSecretsOptions): SecretProvider;
export function envSecrets(
  first: Variables | EnvSecretsOptions = process.env,
  second?: EnvSecretsOptions,
): SecretProvider {
  const [env, options] = isOptions(first) ? [process.env, first] : [first, second ?? {}];
  checkNames(options);
  const { allow } = options;
  if (allow !== undefined && !isListOfNames(allow)) {
    throw new Error('envSecrets: `allow` must be a list of names of variables, as in `{ allow: ["STRIPE_KEY"] }`.');
  }
  const allowed = allow && new Set(allow);
  return { name: "env", resolve: (requests) => valuesInVariables(env, requests, allowed) };
}

/** A variable is text, so that a list or any other object can only be an option. */
function isOptions(first: Variables | EnvSecretsOptions): first is EnvSecretsOptions {
  return Object.values(first).some((value: unknown) => typeof value === "object" && value !== null);
}

/** Throws an `Error` for an option that does not exist: it would have no effect, and less or more be given than was meant. */
function checkNames(options: EnvSecretsOptions): void {
  const names = ["allow"];
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    throw new Error(`envSecrets: there is no option \`${name}\`.${didYouMean(name, names)} There is allow.`);
  }
}

function isListOfNames(allow: unknown): boolean {
  return Array.isArray(allow) && allow.every((name) => typeof name === "string");
}
