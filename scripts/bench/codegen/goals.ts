import type { Goal, Metric } from "../harness/figure.js";

/** Figures of code generation with goals. */
export type OwnFigure =
  | "cold"
  | "nothing changed"
  | "one file changed"
  | "shared type file changed"
  | "watch, one file saved";

/** Names of the figures that goals refer to. */
export const limits = {
  node: "node -e 0",
  typescript: "node, load of TypeScript",
  tsc: "tsc --noEmit",
  schemas: "ts-json-schema-generator, Ajv",
} as const;

/** Trees up to this size are what most projects have: what counts is the start. */
export const smallTree = 100;

/** Trees above this size are compared with smaller ones, and generators of schemas are left out. */
export const largeTree = 5000;

/** Limits of growth between two sizes: of the time a file when everything is read, and of the time of one change. */
export const growthLimits = { cold: 1.1, "one file changed": 1.5 } as const satisfies Partial<
  Record<OwnFigure, number>
>;

const nothingChanged = [atMost("cpuMs", 2.5, limits.node)];

/** Returns the goals of a tree with that many files. */
export function goalsOf(files: number): Readonly<Partial<Record<OwnFigure, readonly Goal[]>>> {
  if (files <= smallTree) {
    return {
      cold: [atMost("cpuMs", 1.5, limits.typescript)],
      "nothing changed": nothingChanged,
      "one file changed": [atMost("cpuMs", 1.5, limits.typescript)],
      "watch, one file saved": [{ kind: "at most", metric: "ms", limit: 40 }],
    };
  }
  if (files > largeTree) return {};
  return {
    cold: [atMost("cpuMs", 1.7, limits.tsc), atMost("cpuMs", 1, limits.schemas), atMost("megabytes", 1.4, limits.tsc)],
    "nothing changed": nothingChanged,
    "one file changed": [atMost("cpuMs", 0.35, limits.tsc)],
    "shared type file changed": [atMost("cpuMs", 0.6, limits.tsc)],
    "watch, one file saved": [{ kind: "at most", metric: "ms", limit: 60 }],
  };
}

function atMost(metric: Metric, factor: number, of: string): Goal {
  return { kind: "ratio", metric, factor, of };
}
