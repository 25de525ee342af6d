/** What a provider may need to know about the secret that it is asked for. */
export interface SecretInfo {
  readonly type: "custom" | "oauth";
  /** The key of the action that is called. */
  readonly action: string;
}

/** Where the values of secrets come from. */
export interface SecretProvider {
  /** The value of a key, or undefined if there is none. Asked for each call, and only for keys that its action reads. */
  get(name: string, key: string, info: SecretInfo): string | undefined | Promise<string | undefined>;
}

/** Values by the name of a secret and its key. */
export type SecretRecord = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/** A provider, or the values themselves. */
export type SecretSource = SecretProvider | SecretRecord;

/** Any source as a provider. A record's own properties count, nothing that it inherits. */
export function providerOf(source: SecretSource): SecretProvider {
  if (isProvider(source)) return source;
  return {
    get: (name, key) => {
      const values = Object.hasOwn(source, name) ? source[name] : undefined;
      return values && Object.hasOwn(values, key) ? values[key] : undefined;
    },
  };
}

function isProvider(source: SecretSource): source is SecretProvider {
  return typeof source.get === "function";
}
