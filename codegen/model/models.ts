import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry, CustomSecretType, GrantType, SecretField } from "../../runtime/contract/manifest.js";
import type { WirePlans } from "../../runtime/contract/wire.js";
import type { ImportUse } from "./import-use.js";
import type { SourceText, Span } from "./source-text.js";

/** One action, whether a function or a template. Plain data: safe to print, diff, cache and send. */
export interface ActionModel extends Omit<ActionEntry, "hash" | "source"> {
  /** Conversion of arguments and result to JSON and back; undefined when they are JSON already. */
  readonly wire?: WirePlans;
  /** The key's segments. A dot in `@namespace` separates two; one in the name of a file or folder does not. */
  readonly segments: readonly string[];
  /** The function's name in its declaration. */
  readonly source: Span;
  /** The tag that makes it the check of a secret. */
  readonly verifiesAt?: Span;
  /** Lines that read keys of secrets, in the order of the sources. */
  readonly reads: readonly KeyReading[];
}

/** A line, from 1, that reads a key of a secret. */
export interface KeyReading {
  readonly secret: string;
  readonly key: string;
  readonly file: string;
  readonly line: number;
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

/** A platform as a file-level comment describes it. */
export interface PlatformModel {
  readonly name: string;
  readonly title?: string;
  readonly icon?: string;
}

/** One import of a module; type-only imports are left out. */
export interface ImportModel extends ImportUse {
  readonly target:
    | { readonly kind: "sdk" }
    | { readonly kind: "node" }
    | { readonly kind: "module"; readonly name: string; readonly file: string }
    /** A file that travels with the build; `file` is its path from the project's root. */
    | { readonly kind: "asset"; readonly name: string; readonly file: string }
    | { readonly kind: "package"; readonly name: string }
    | { readonly kind: "wrong"; readonly reason: string };
}

/**
 * One file of the build: a source to compile, JSON, or a file that travels as it is. `name` is its path from the actions
 * folder: for sources with `.js`, for files that are not imported behind `asset:`.
 */
export interface ModuleModel {
  readonly name: string;
  readonly source: SourceText;
  readonly imports: readonly ImportModel[];
  /** Content of a file that travels as it is. */
  readonly bytes?: Uint8Array;
  /** The text `export =`, from `export` to the sign. */
  readonly exportAssignment?: Span;
}

/** One npm package that the modules import, with its declared range and its installed version, if any. */
export interface PackageModel {
  readonly name: string;
  readonly range?: string;
  readonly version?: string;
  /** True for a package of the project's workspace, which no registry has. */
  readonly isLocal?: true;
}

/** A default or an example, and the schema that it has to fit. */
export interface DocumentedValue {
  readonly kind: "default" | "example";
  /** The parameter, property or action that it documents. */
  readonly name: string;
  readonly at: Span;
  readonly value: Json;
  readonly schema: JsonSchema;
}

/** Everything that the readers made of a project. */
export interface Sources {
  readonly actions: readonly ActionModel[];
  readonly values: readonly DocumentedValue[];
  readonly secrets: readonly SecretModel[];
  /** Declared URLs of services, by name. */
  readonly endpoints: readonly { readonly name: string; readonly host: string }[];
  readonly platforms: readonly PlatformModel[];
  readonly modules: readonly ModuleModel[];
  readonly packages: readonly PackageModel[];
  /** Every file below the actions folder, helpers that nothing imports included. */
  readonly files: readonly SourceText[];
  /** Files from elsewhere that the modules import, and all that travel with the build. */
  readonly support: readonly SourceText[];
}
