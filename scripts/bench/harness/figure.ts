/** What one measurement gave; absent is what it does not tell. */
export interface Sample {
  readonly ms?: number;
  /** Of a command: the most memory that the process held at once, without its child processes. */
  readonly megabytes?: number;
  readonly callsPerSecond?: number;
  /** Latencies of calls, in microseconds. */
  readonly p50?: number;
  readonly p99?: number;
  /** Processor time of a call in all threads of the process, in microseconds. */
  readonly cpu?: number;
}

/** A bound on a figure: that of another figure of the same rounds times a factor and something on top, or a number. */
export type Goal = { readonly metric: Metric } & (
  | { readonly kind: "ratio"; readonly factor: number; readonly of: string }
  | { readonly kind: "at least"; readonly factor: number; readonly of: string }
  | { readonly kind: "over"; readonly more: number; readonly of: string }
  | { readonly kind: "at most"; readonly limit: number }
);

export type Metric = keyof Sample;

/** One thing that is measured, once a round, in the order in which the figures are listed. */
export interface Figure {
  readonly name: string;
  /** What it is to the reader: ours, somebody else's, or what nobody can be below. */
  readonly role: "ours" | "peer" | "limit";
  readonly goals: readonly Goal[];
  /** Brings about what is to be measured, then measures it. */
  readonly run: () => Sample | Promise<Sample>;
}

/** Figures that were measured together, and how large what they were measured on was. */
export interface Section {
  readonly title: string;
  /** How many functions or actions; calls in flight. */
  readonly size: number;
  readonly rounds: number;
  readonly results: readonly Result[];
  /** What a reader has to know about this run, such as a figure that was left out. */
  readonly notes?: readonly string[];
}

/** The medians of one figure. */
export interface Result {
  readonly name: string;
  readonly role: Figure["role"];
  readonly median: Sample;
  readonly samples: readonly Sample[];
  readonly verdicts: readonly Verdict[];
}

/** A goal, what was reached of it, and whether that is enough. */
export interface Verdict {
  readonly goal: string;
  /** The figure over the other figure, or over the limit. */
  readonly ratio: number;
  readonly met: boolean;
}
