import type { OutsidePaths, ReadingCache, ReadingInputs } from "../cache/reading-cache.js";
import type { Texts } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { DocumentedValue } from "../model/models.js";
import type { Problem } from "../report/problems.js";
import type { FlawedPart, ReadPart, TypedPart, TypedParts } from "./actions/typed-part.js";
import type { ExportedFunction } from "./exports/read-exports.js";
import { signatureSlice } from "./exports/signature-slice.js";
import type { Program } from "./program/read-program.js";

/** Where parts are kept, and which. */
export interface PartRules {
  readonly readings: ReadingCache;
  /** Returns whether a problem can be kept. */
  readonly isKept: (problem: Problem) => boolean;
  /** Returns whether a default or an example has to be checked again. */
  readonly isOpen: (value: DocumentedValue) => boolean;
}

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

  readonly find = (file: ActionFile, exported: ExportedFunction): FlawedPart | undefined => {
    const facts = this.#factsOf(file, exported);
    const found = facts === undefined ? undefined : this.#readings.findPart(file.source, facts, this.#texts);
    if (found) this.#used.set(file, [...(this.#used.get(file) ?? []), found]);
    return found && { part: found.part as TypedPart, problems: found.problems };
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

  /**
   * Keeps the parts of a file that were read now, but for those with something wrong in the file itself: where it stands
   * changes with the file.
   */
  keep(file: ActionFile, inputs: ReadingInputs, { readings, isKept, isOpen }: PartRules): void {
    for (const { facts, read } of this.#read.get(file) ?? []) {
      const { part, problems, values } = read;
      const isElsewhere = (problem: Problem): boolean => problem.at.source.file !== file.source.file;
      if (!problems.every((each) => isElsewhere(each) && isKept(each)) || values.some(isOpen)) continue;
      readings.keepPart(file.source, { facts, part, problems }, inputs);
    }
  }

  #factsOf(file: ActionFile, exported: ExportedFunction): string | undefined {
    return signatureSlice(exported, this.#program.treeOf(file));
  }
}
