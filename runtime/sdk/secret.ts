import type { CustomSecretType } from "../contract/manifest.js";
import { currentContext } from "./context.js";
import { readKey, withoutValue } from "./read-secret.js";

/** Form field for one key of a secret. */
export interface SecretFieldHint {
  readonly title?: string;
  /** A text area instead of a line. */
  readonly multiline?: boolean;
  /** A JSON Schema format that a form may check. */
  readonly format?: string;
}

/** Definition of a secret. Codegen reads it from source, so it consists of literals. */
export interface SecretDefinition<
  Name extends string,
  Key extends string,
  OptionalKey extends string,
  IsOptional extends boolean,
> {
  readonly name: Name;
  readonly keys: readonly Key[];
  readonly optionalKeys?: readonly OptionalKey[];
  /** Actions also run without the secret as a whole. */
  readonly optional?: IsOptional;
  /** `custom` by default. */
  readonly type?: CustomSecretType;
  readonly title?: string;
  readonly docUrl?: string;
  readonly fields?: Readonly<Partial<Record<NoInfer<Key | OptionalKey>, SecretFieldHint>>>;
}

/** A declared secret. An action that reads a key through it is bound to that key, and receives nothing else. */
export interface Secret<Name extends string, Key extends string, OptionalKey extends string> {
  readonly name: Name;
  readonly keys: readonly string[];
  readonly optionalKeys: readonly string[];
  readonly optional: boolean;
  /**
   * Returns the value of a key in the running call: always there for a required key, perhaps `undefined` for an optional key and
   * for any key of an optional secret. Throws outside of a call, and for a key that the action does not declare.
   */
  get<K extends Key | OptionalKey>(key: K): K extends OptionalKey ? string | undefined : string;
}

/** The handle that a definition declares: every key of an optional secret may be absent. */
export type DeclaredSecret<
  Name extends string,
  Key extends string,
  OptionalKey extends string,
  IsOptional extends boolean,
> = IsOptional extends false ? Secret<Name, Key, OptionalKey> : Secret<Name, never, Key | OptionalKey>;

/** Declares a secret whose values people provide. Export it from the file of the actions that read it. */
export function secret<
  const Name extends string,
  const Key extends string = never,
  const OptionalKey extends string = never,
  const IsOptional extends boolean = false,
>(
  definition: SecretDefinition<Name, Key, OptionalKey, IsOptional>,
): DeclaredSecret<Name, Key, OptionalKey, IsOptional> {
  const { name, keys, optionalKeys = [], optional = false } = definition;
  const get = (key: string): string | undefined => {
    const context = currentContext(`${name}.get("${key}")`);
    const value = readKey(context, name, key);
    const isRequired = !optional && !optionalKeys.some((other) => other === key);
    if (value === undefined && isRequired) throw new Error(withoutValue(context.action, name, key));
    return value;
  };
  const handle: Secret<Name, never, string> = { name, keys, optionalKeys, optional, get: get as () => never };
  return handle as DeclaredSecret<Name, Key, OptionalKey, IsOptional>;
}
