import type { RunModel } from "../../../runtime/contract/manifest.js";
import type { ActionFile } from "../../model/action-file.js";
import type { ActionModel, DocumentedValue } from "../../model/models.js";
import type { Problem } from "../../report/problems.js";
import type { ExportedFunction } from "../exports/read-exports.js";

/** Parts of an action's model that follow from the types and the comment of its function alone. */
export type TypedPart = Pick<ActionModel, "parameters" | "input" | "output" | "wire"> & {
  readonly run: Pick<Extract<RunModel, { kind: "function" }>, "parameters" | "flattened">;
};

/** A part with the problems of its types and comments. */
export interface FlawedPart {
  readonly part: TypedPart;
  readonly problems: readonly Problem[];
}

/** A part that was read now. */
export interface ReadPart extends FlawedPart {
  /** Defaults and examples of the action and its types, which are not checked yet. */
  readonly values: readonly DocumentedValue[];
}

/** Parts that earlier runs have read: the body of a function can change without any type being read again. */
export interface TypedParts {
  /** Returns the part of a function; undefined where it must be read. */
  readonly find: (file: ActionFile, exported: ExportedFunction) => FlawedPart | undefined;
  /** Takes a part that was read now. */
  readonly add: (file: ActionFile, exported: ExportedFunction, read: ReadPart) => void;
}

/** Parts of a run without a cache. */
export const noTypedParts: TypedParts = { find: () => undefined, add: () => {} };
