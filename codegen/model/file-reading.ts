import type { ActionModel, DocumentedValue, PlatformModel, SecretModel } from "./models.js";
import type { Span } from "./source-text.js";

/** What was read of one file: plain data, which says nothing that another file decides unless it is imported. */
export interface FileReading {
  /** The path below the actions folder. */
  readonly path: string;
  readonly actions: readonly ReadAction[];
  readonly declared: readonly Declared[];
  readonly platforms: readonly PlatformModel[];
  readonly imports: readonly ImportUse[];
  /** Defaults and examples that are written in this file, or in types that were first read for it. */
  readonly values: readonly DocumentedValue[];
}

/** An action, and what links it to others. */
export interface ReadAction {
  readonly model: ActionModel;
  /** Names the function, whatever it is exported as. */
  readonly place: string;
  readonly options: readonly OptionsTag[];
  /** Whether a tag names a secret, which any file may declare. */
  readonly bindsByName: boolean;
}

/** A `{@options listChannels}` of a parameter. */
export interface OptionsTag {
  readonly parameter: string;
  readonly name: string;
  readonly at: Span;
  /** The functions that the file knows, by name; each by its place. */
  readonly visible: ReadonlyMap<string, string>;
}

/** What a constant declares by a call of the SDK. */
export type Declared =
  | { readonly kind: "secret"; readonly constant: string; readonly secret: SecretModel }
  | { readonly kind: "oneOf"; readonly constant: string; readonly members: readonly SecretModel[] }
  | { readonly kind: "endpoint"; readonly constant: string; readonly name: string; readonly host: string };

/** An import by which something runs. */
export interface ImportUse {
  readonly specifier: string;
  readonly at: Span;
}
