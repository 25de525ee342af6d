import type { SourceText } from "../model/source-text.js";
import type { KnownOutput } from "./known-outputs.js";
import type { Pack } from "./pack.js";
import { type ProjectMemory, projectMemory } from "./project-memory.js";

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
  /** Returns the state of a project as the last run left it; a new one where there was none. */
  readonly projectOf: (name: string) => ProjectMemory;
  /**
   * Tells the next run, and no later one, that only these absolute paths have changed since the last. It then takes the other
   * sources and the generated files as they were, and `settle` compares them.
   */
  readonly expect: (changes: readonly string[] | undefined) => void;
  /** Returns what `expect` was told for this run; undefined where anything may have changed. */
  readonly takeExpected: () => ReadonlySet<string> | undefined;
  /** Puts off work of a run that only later runs need; replaces that of earlier runs. It returns what `settle` does. */
  readonly defer: (work: () => readonly string[]) => void;
  /**
   * Does the work that was put off. Returns the absolute paths of files that have changed without `expect`: the last run did not
   * see them, and another has to follow.
   */
  readonly settle: () => readonly string[];
  /** Takes work that a run with nothing to do has skipped and the next run needs; replaces that of earlier runs. */
  readonly prepare: (work: () => Promise<unknown>) => void;
  /** Does the work of `prepare`. Must not be called during a run. */
  readonly warmUp: () => Promise<void>;
}

/** Creates an empty memory. */
export function createMemory(): CodegenMemory {
  const packs = new Map<string, Pack>();
  const outputs = new Map<string, Map<string, KnownOutput>>();
  const projects = new Map<string, ProjectMemory>();
  let expected: ReadonlySet<string> | undefined;
  let deferred: (() => readonly string[]) | undefined;
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
    projectOf: (name) => {
      const project = projects.get(name) ?? projectMemory();
      projects.set(name, project);
      return project;
    },
    expect: (changes) => {
      expected = changes && new Set(changes);
    },
    takeExpected: () => {
      const taken = expected;
      expected = undefined;
      return taken;
    },
    defer: (work) => {
      deferred = work;
    },
    settle: () => {
      const work = deferred;
      deferred = undefined;
      return work?.() ?? [];
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
