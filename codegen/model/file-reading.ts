import type { ImportUse } from "./import-use.js";
import type { ActionModel, DocumentedValue, PlatformModel, SecretModel } from "./models.js";
import type { Span } from "./source-text.js";

/** The reading of one file: plain data that depends on no other file, except those it imports. */
export interface FileReading {
  /** The path below the actions folder. */
  readonly path: string;
  readonly actions: readonly ReadAction[];
  readonly declared: readonly Declared[];
  readonly platforms: readonly PlatformModel[];
  readonly imports: readonly ImportUse[];
  /** The text `export =` of a CommonJS module, from `export` to the sign. */
  readonly exportAssignment?: Span;
  /** Defaults and examples in this file, or in types that were first read for it. */
  readonly values: readonly DocumentedValue[];
}

/** An action and its links to others. */
export interface ReadAction {
  readonly model: ActionModel;
  /** Id of the function's declaration, the same under every name that it is exported by. */
  readonly declarationId: string;
  readonly options: readonly OptionsTag[];
  /** True when a tag names a secret, or a key of `process.env` belongs to one: any file may declare it. */
  readonly bindsByName: boolean;
}

/** A `{@options listChannels}` of a parameter. */
export interface OptionsTag {
  readonly parameter: string;
  readonly name: string;
  readonly at: Span;
  /** Functions that the file can name; the value identifies each, as `ReadAction.declarationId` does. */
  readonly visible: ReadonlyMap<string, string>;
}

/** A constant that a call of the SDK declares. */
export type Declared =
  | { readonly kind: "secret"; readonly constant: string; readonly secret: SecretModel }
  | { readonly kind: "oneOf"; readonly constant: string; readonly members: readonly SecretModel[] }
  | { readonly kind: "endpoint"; readonly constant: string; readonly name: string; readonly host: string };
