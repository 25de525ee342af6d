/** Result of one measurement, with the metrics that it has. */
export interface Sample {
  readonly ms?: number;
  /** Of a command: processor time of its process and, where the system tells it, of child processes, in milliseconds. */
  readonly cpuMs?: number;
  /** Of a command: peak memory of its process, without child processes. */
  readonly megabytes?: number;
  readonly callsPerSecond?: number;
  /** Latencies of calls, in microseconds. */
  readonly p50?: number;
  readonly p99?: number;
  /** Processor time per call in all threads of the process, in microseconds. */
  readonly cpu?: number;
}

/** A bound on a figure: another figure of the same rounds times a factor or plus an amount, or a number. */
export type Goal = { readonly metric: Metric } & (
  | { readonly kind: "ratio"; readonly factor: number; readonly of: string }
  | { readonly kind: "at least"; readonly factor: number; readonly of: string }
  | { readonly kind: "over"; readonly more: number; readonly of: string }
  | { readonly kind: "at most"; readonly limit: number }
);

/** Name of a measured quantity. */
export type Metric = keyof Sample;

/** Something that is measured once a round; figures run in the order of their list. */
export interface Figure {
  readonly name: string;
  /** `ours` is Actionary, `peer` another package, `limit` the least that any can take. */
  readonly role: "ours" | "peer" | "limit";
  readonly goals: readonly Goal[];
  /** Prepares and measures. */
  readonly run: () => Sample | Promise<Sample>;
}

/** Figures that were measured together, on the same input. */
export interface Section {
  readonly title: string;
  /** Size of the input: functions, actions, or calls in flight. */
  readonly size: number;
  readonly rounds: number;
  readonly results: readonly Result[];
  /** Notes for the reader, such as a figure that was left out. */
  readonly notes?: readonly string[];
}

/** A goal between two sections: how much more something costs in a larger input. */
export interface Growth {
  /** Title of the larger section. */
  readonly title: string;
  readonly text: string;
  readonly ratio: number;
  readonly limit: number;
  readonly met: boolean;
}

/** Medians and samples of one figure. */
export interface Result {
  readonly name: string;
  readonly role: Figure["role"];
  readonly median: Sample;
  readonly samples: readonly Sample[];
  readonly verdicts: readonly Verdict[];
}

/** A goal, the ratio that was reached, and whether it meets the goal. */
export interface Verdict {
  readonly goal: string;
  /** The figure divided by the other figure, or by the limit. */
  readonly ratio: number;
  readonly met: boolean;
}
