import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry, CustomSecretType, GrantType, SecretField } from "../../runtime/contract/manifest.js";
import type { WirePlans } from "../../runtime/contract/wire.js";
import type { SourceText, Span } from "./source-text.js";

/** One action, whatever it was written in. Plain data: safe to print, diff, cache and send. */
export interface ActionModel extends Omit<ActionEntry, "hash" | "source"> {
  /** How arguments and result travel, where not as they are. */
  readonly wire?: WirePlans;
  /** The key's segments: a dot in the name of a file or folder parts nothing, one in `@namespace` does. */
  readonly segments: readonly string[];
  /** The function's name where it is declared. */
  readonly source: Span;
}

/** One secret as an exported constant declares it. */
export type SecretModel =
  | {
      readonly kind: "custom";
      readonly name: string;
      readonly type: CustomSecretType;
      readonly keys: readonly string[];
      readonly optionalKeys: readonly string[];
      readonly optional: boolean;
      readonly title: string;
      readonly docUrl?: string;
      readonly fields: readonly SecretField[];
      readonly source: Span;
    }
  | {
      readonly kind: "oauth";
      readonly name: string;
      readonly providerId: string;
      readonly grantType: GrantType;
      readonly key: string;
      readonly optional: boolean;
      readonly source: Span;
    };

/** What the file-level comment says of a platform. */
export interface PlatformModel {
  readonly name: string;
  readonly title?: string;
  readonly icon?: string;
}

/** One import of a module; type-only imports are left out. */
export interface ImportModel {
  readonly specifier: string;
  readonly at: Span;
  readonly target:
    | { readonly kind: "sdk" }
    | { readonly kind: "node" }
    | { readonly kind: "module"; readonly name: string }
    | { readonly kind: "package"; readonly name: string }
    | { readonly kind: "wrong"; readonly reason: string };
}

/** One source file that is compiled; `name` is its path below the actions folder, with `.js`. */
export interface ModuleModel {
  readonly name: string;
  readonly source: SourceText;
  readonly imports: readonly ImportModel[];
}

/** One npm package that the modules import: the declared range and the installed version, each if there is one. */
export interface PackageModel {
  readonly name: string;
  readonly range?: string;
  readonly version?: string;
}

/** A default or an example as it is written, and the schema that it has to fit. */
export interface DocumentedValue {
  readonly kind: "default" | "example";
  /** What it documents: a parameter, a property or an action. */
  readonly name: string;
  readonly at: Span;
  readonly value: Json;
  readonly schema: JsonSchema;
}

/** Everything that was read. */
export interface Sources {
  readonly actions: readonly ActionModel[];
  readonly values: readonly DocumentedValue[];
  readonly secrets: readonly SecretModel[];
  readonly platforms: readonly PlatformModel[];
  readonly modules: readonly ModuleModel[];
  readonly packages: readonly PackageModel[];
  /** Every file that was read, helpers that nothing imports included. */
  readonly files: readonly SourceText[];
}
