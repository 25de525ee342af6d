import type { Json, JsonSchema } from "./json.js";

/** The form component of a parameter. */
export type Widget =
  | "text"
  | "text-area"
  | "code"
  | "select"
  | "multi-select"
  | "tag-input"
  | "integer"
  | "number"
  | "toggle"
  | "date-time"
  | "email"
  | "url"
  | "password"
  | "file"
  | "json";

/** The keys of one secret that an action reads. `optional`: the action runs without the secret as a whole. */
export interface SecretUse {
  readonly name: string;
  readonly keys: readonly string[];
  readonly optionalKeys: readonly string[];
  readonly optional: boolean;
}

/** Need of an action: one secret, or any one of several. */
export type SecretRequirement = SecretUse | { readonly oneOf: readonly SecretUse[] };

/** One parameter of an action, as a form shows it; its schema is the property of the same name in `input`. */
export interface ParameterEntry {
  readonly name: string;
  readonly required: boolean;
  readonly default?: Json;
  readonly title: string;
  readonly description?: string;
  readonly widget: Widget;
  readonly labels?: Readonly<Record<string, string>>;
  readonly options?: {
    readonly action: string;
    readonly dependsOn: readonly string[];
    readonly search: boolean;
    readonly page: boolean;
  };
}

/** Effects of a call on the world. */
export interface Effects {
  readonly readonly: boolean;
  readonly idempotent: boolean;
  readonly destructive: boolean;
}

/** Limits on calls of an action: milliseconds, extra attempts, calls at once across all lanes, a lane to itself. */
export interface Limits {
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly concurrency?: number;
  readonly exclusive?: true;
}

/** One step of a template action. */
export interface StepModel {
  readonly ref: string;
  readonly action: string;
  readonly args: Json;
}

/** Function or template behind an action. `module` is the path of its source below the actions folder, with `.js`. */
export type RunModel =
  | {
      readonly kind: "function";
      readonly module: string;
      readonly export: string;
      readonly parameters: readonly { readonly name: string; readonly rest?: true }[];
      readonly flattened: boolean;
    }
  | { readonly kind: "template"; readonly steps: readonly StepModel[]; readonly returns: Json };

/** One action as the manifest describes it. */
export interface ActionEntry {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly remarks?: string;
  readonly group?: string;
  readonly platform?: string;
  readonly docUrl?: string;
  readonly author?: string;
  readonly version?: string;
  readonly deprecated?: string;
  readonly meta: Readonly<Record<string, Json>>;
  readonly secrets: readonly SecretRequirement[];
  readonly parameters: readonly ParameterEntry[];
  readonly effects: Effects;
  readonly limits: Limits;
  readonly approval?: true;
  readonly permissions: readonly string[];
  readonly failures: readonly string[];
  readonly hosts: readonly string[];
  readonly vars: readonly string[];
  readonly verifies?: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  readonly examples: readonly { readonly input: Json; readonly output?: Json; readonly note?: string }[];
  readonly run: RunModel;
  readonly source: { readonly file: string };
  /** sha256 (hex) of everything that decides what a call does; see the design of generated files. */
  readonly hash: string;
}

/** One field of a credential form. */
export interface SecretField {
  readonly key: string;
  readonly title: string;
  readonly multiline: boolean;
  readonly format?: string;
}

/** The kinds of secrets whose values people type in. */
export type CustomSecretType = "custom" | "ssh_key" | "mtls" | "ca_cert";

/** The two OAuth grants that a token can come from. */
export type GrantType = "authorization_code" | "client_credentials";

/** One secret as the manifest describes it; `usedBy` holds action keys. */
export type SecretEntry =
  | {
      readonly name: string;
      readonly type: CustomSecretType;
      readonly keys: readonly string[];
      readonly optionalKeys: readonly string[];
      readonly optional: boolean;
      readonly title: string;
      readonly docUrl?: string;
      readonly fields: readonly SecretField[];
      readonly usedBy: readonly string[];
    }
  | {
      readonly name: string;
      readonly type: "oauth";
      readonly providerId: string;
      readonly grants: readonly { readonly grantType: GrantType; readonly key: string; readonly optional: boolean }[];
      readonly usedBy: readonly string[];
    };

/** One platform: the segment after `integrations` or `tools` in a key. */
export interface PlatformEntry {
  readonly name: string;
  readonly title: string;
  readonly icon?: string;
}

/** `generated/manifest.json`. */
export interface Manifest {
  readonly version: 1;
  readonly actions: Readonly<Record<string, ActionEntry>>;
  readonly secrets: Readonly<Record<string, SecretEntry>>;
  readonly platforms: Readonly<Record<string, PlatformEntry>>;
  /** npm packages that the actions import, with the ranges that their package.json declares. */
  readonly packages: Readonly<Record<string, string>>;
}

/** One row of `generated/catalog.json`, for a side panel. */
export interface CatalogEntry {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly group?: string;
  readonly platform?: string;
  readonly icon?: string;
  readonly secrets: readonly string[];
}
