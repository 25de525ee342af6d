import type { OutsidePaths, ReadingCache, ReadingInputs } from "../cache/reading-cache.js";
import type { Texts } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { ReadPart, TypedPart, TypedParts } from "./actions/typed-part.js";
import type { ExportedFunction } from "./exports/read-exports.js";
import { signatureSlice } from "./exports/signature-slice.js";
import type { Program } from "./program/read-program.js";

/** Typed parts of actions that the cache has, and those that this run has read for it. */
export class KnownParts implements TypedParts {
  readonly #readings: ReadingCache;
  readonly #program: Program;
  readonly #texts: Texts;
  readonly #read = new Map<ActionFile, { readonly facts: string; readonly read: ReadPart }[]>();
  readonly #used = new Map<ActionFile, OutsidePaths[]>();

  constructor(readings: ReadingCache, program: Program, texts: Texts) {
    this.#readings = readings;
    this.#program = program;
    this.#texts = texts;
  }

  readonly find = (file: ActionFile, exported: ExportedFunction): TypedPart | undefined => {
    const facts = this.#factsOf(file, exported);
    const found = facts === undefined ? undefined : this.#readings.findPart(file.source, facts, this.#texts);
    if (found) this.#used.set(file, [...(this.#used.get(file) ?? []), found]);
    return found?.part as TypedPart | undefined;
  };

  readonly add = (file: ActionFile, exported: ExportedFunction, read: ReadPart): void => {
    const facts = this.#factsOf(file, exported);
    if (facts !== undefined) this.#read.set(file, [...(this.#read.get(file) ?? []), { facts, read }]);
  };

  /** Returns the files that the parts of a file, which were not read now, were read from. */
  inputsOf(file: ActionFile): OutsidePaths {
    const used = this.#used.get(file) ?? [];
    return { outside: used.flatMap((each) => each.outside), absent: used.flatMap((each) => each.absent) };
  }

  /** Keeps the parts of a file that were read now and reported nothing. */
  keep(file: ActionFile, inputs: ReadingInputs, readings: ReadingCache): void {
    const parts = this.#read.get(file) ?? [];
    // A problem is reported once: of two actions with the same type, by the first.
    if (parts.some(({ read }) => read.areTypesFlawed)) return;
    for (const { facts, read } of parts) {
      if (!read.isFlawed) readings.keepPart(file.source, { facts, part: read.part }, inputs);
    }
  }

  #factsOf(file: ActionFile, exported: ExportedFunction): string | undefined {
    return signatureSlice(exported, this.#program.treeOf(file));
  }
}
