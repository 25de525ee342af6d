import type { BuiltAction, BuiltSecret } from "../contract/build.js";
import type { SecretUse } from "../contract/manifest.js";
import type { SecretRequest } from "./provider.js";

/** The connections that a call names, by secret. */
export type Connections = Readonly<Record<string, string>>;

/** Name of the connection that is meant where none is named. */
export const defaultConnection = "default";

/** Requests of an action's calls for default connections: they are the same for each. */
const known = new WeakMap<BuiltAction, readonly SecretRequest[]>();

/** Returns one request for each secret of an action, those of a `oneOf` included. */
export function requestsOf(
  action: BuiltAction,
  secrets: Readonly<Record<string, BuiltSecret>>,
  connections: Connections | undefined,
): readonly SecretRequest[] {
  let requests = known.get(action);
  if (!requests) {
    requests = makeRequests(action, secrets);
    known.set(action, requests);
  }
  if (!connections) return requests;
  return requests.map((request) => {
    const connection = connectionOf(request.name, connections);
    return connection === undefined ? request : { ...request, connection };
  });
}

/** Returns the connection that a call names for a secret; undefined for the default one. */
export function connectionOf(name: string, connections: Connections | undefined): string | undefined {
  const connection = connections && Object.hasOwn(connections, name) ? connections[name] : undefined;
  return connection === defaultConnection ? undefined : connection;
}

function makeRequests(
  { secrets: requirements }: BuiltAction,
  secrets: Readonly<Record<string, BuiltSecret>>,
): readonly SecretRequest[] {
  const uses = requirements.flatMap((each) => ("oneOf" in each ? each.oneOf : [each]));
  const names = [...new Set(uses.map(({ name }) => name))];
  return names.map((name) =>
    makeRequest(
      name,
      uses.filter((use) => use.name === name),
      secrets[name],
    ),
  );
}

function makeRequest(name: string, uses: readonly SecretUse[], secret: BuiltSecret | undefined): SecretRequest {
  const required = new Set(uses.flatMap(({ keys }) => keys));
  const keys = [...new Set([...required, ...uses.flatMap(({ optionalKeys }) => optionalKeys)])];
  const optionalKeys = keys.filter((key) => !required.has(key));
  const included = secret && secret.type !== "oauth" ? secret.includedKeys : undefined;
  const includedKeys = keys.filter((key) => included?.includes(key));
  return {
    name,
    type: secret?.type ?? "custom",
    keys,
    ...(optionalKeys.length > 0 && { optionalKeys }),
    ...(includedKeys.length > 0 && { includedKeys }),
  };
}
