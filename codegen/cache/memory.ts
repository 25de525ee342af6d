import type { SourceText } from "../model/source-text.js";
import type { KnownOutput } from "./known-outputs.js";
import type { Pack } from "./pack.js";

/** A source that an earlier run of this process read. */
export interface KnownText {
  readonly source: SourceText;
  /** Signature of the file before it was read. */
  readonly signature: string;
  /** A time before the signature was taken, in ms since 1970. */
  readonly since: number;
}

/** Memory that a process keeps between its runs of codegen. */
export interface CodegenMemory {
  /** Returns the pack of a name; opens it once. */
  readonly packOf: (name: string, open: () => Pack) => Pack;
  /** Sources by absolute path. */
  readonly texts: Map<string, KnownText>;
  /** Returns the known outputs of an out folder, by path below it; opens them once. */
  readonly outputsOf: (name: string, open: () => Map<string, KnownOutput>) => Map<string, KnownOutput>;
  /** Puts off work of a run that only later runs need; replaces that of earlier runs. */
  readonly defer: (work: () => void) => void;
  /** Does the work that was put off. */
  readonly settle: () => void;
  /** Takes work that a run with nothing to do has skipped and the next run needs; replaces that of earlier runs. */
  readonly prepare: (work: () => Promise<unknown>) => void;
  /** Does the work of `prepare`. Must not be called during a run. */
  readonly warmUp: () => Promise<void>;
}

/** Creates an empty memory. */
export function createMemory(): CodegenMemory {
  const packs = new Map<string, Pack>();
  const outputs = new Map<string, Map<string, KnownOutput>>();
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
