/** Facts about a requested secret, for its provider. */
export interface SecretInfo {
  readonly type: "custom" | "oauth";
  /** The key of the action that is called. */
  readonly action: string;
  /** Only an included package declares the key, none of the project's own actions; absent means no. */
  readonly isIncluded?: boolean;
}

/** Source of the values of secrets. */
export interface SecretProvider {
  /** Returns the value of a key, or undefined. Called for each call, and only for keys that its action reads. */
  get(name: string, key: string, info: SecretInfo): string | undefined | Promise<string | undefined>;
}

/** Values by the name of a secret and its key. */
export type SecretRecord = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/** A provider, or the values themselves. */
export type SecretSource = SecretProvider | SecretRecord;

/** Returns any source as a provider. Of a record only its own properties count. */
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
