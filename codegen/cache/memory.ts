import type { SourceText } from "../model/source-text.js";
import type { LeftFile } from "./left-files.js";
import type { Pack } from "./pack.js";

/** A source as it was read. */
export interface KnownText {
  readonly source: SourceText;
  /** That of the file before it was read. */
  readonly signature: string;
  /** Before the signature was taken, in ms since 1970. */
  readonly since: number;
}

/** What a process that runs codegen more than once keeps in memory between the runs. */
export interface CodegenMemory {
  /** The pack of a name, opened once. */
  readonly packOf: (name: string, open: () => Pack) => Pack;
  /** The sources as they were read, by absolute path. */
  readonly texts: Map<string, KnownText>;
  /** What was left in the out folder of a name, by path below it. */
  readonly outputsOf: (name: string, open: () => Map<string, LeftFile>) => Map<string, LeftFile>;
  /** Does a run's work for later ones when there is time for it; only that of the last run counts. */
  readonly defer: (work: () => void) => void;
  /** Does what was deferred. */
  readonly settle: () => void;
  /** Takes what a run that found nothing to do has left undone, and the next one will begin with; only the last counts. */
  readonly prepare: (work: () => Promise<unknown>) => void;
  /** Does that ahead of time, so that the next run need not; not while one is at work. */
  readonly warmUp: () => Promise<void>;
}

export function createMemory(): CodegenMemory {
  const packs = new Map<string, Pack>();
  const outputs = new Map<string, Map<string, LeftFile>>();
  let deferred: (() => void) | undefined;
  let prepared: (() => Promise<unknown>) | undefined;
  return {
    packOf: (name, open) => {
      const pack = packs.get(name) ?? open();
      packs.set(name, pack);
      return pack;
    },
    texts: new Map(),
    outputsOf: (name, open) => {
      const known = outputs.get(name) ?? open();
      outputs.set(name, known);
      return known;
    },
    defer: (work) => {
      deferred = work;
    },
    settle: () => {
      const work = deferred;
      deferred = undefined;
      work?.();
    },
    prepare: (work) => {
      prepared = work;
    },
    warmUp: async () => {
      const work = prepared;
      prepared = undefined;
      await work?.();
    },
  };
}
