import { performance } from "node:perf_hooks";
import type { Progress } from "../../../codegen/report/observer.js";
import type { Phase } from "../../../codegen/report/timings.js";

/** The part of a terminal that a progress line needs. */
export interface Terminal {
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line that is written over and over, and leaves nothing behind. */
export interface ProgressLine {
  readonly update: (progress: Progress) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Whoever waits no longer than this wants no line that flickers. */
const quietForMs = 500;
const betweenMs = 50;

const erase = "\r\u001b[2K";
const sentences: Partial<Record<Phase, readonly [verb: string, noun: string]>> = {
  read: ["Reading", "files"],
  validators: ["Compiling", "validators"],
  write: ["Writing", "files"],
};

/** Tells whether a stream is a terminal that somebody looks at: no pipe, no CI, nothing that cannot erase. */
export function showsProgress(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  return stream.isTTY === true && !env.CI && env.TERM !== "dumb";
}

/** A line on `terminal`. It needs no timer, which would not fire while code generation keeps the thread. */
export function createProgressLine(terminal: Terminal, now: () => number = () => performance.now()): ProgressLine {
  let next = now() + quietForMs;
  let isShown = false;
  return {
    update: ({ phase, done, total }) => {
      const sentence = sentences[phase];
      if (sentence === undefined || now() < next) return;
      const [verb, noun] = sentence;
      const text = `${verb} ${count(done)} of ${count(total)} ${noun}`;
      // A line that wraps could not be erased. Some terminals know no width, and say 0.
      terminal.write(`${erase}${text.slice(0, (terminal.columns || 80) - 1)}`);
      isShown = true;
      next = now() + betweenMs;
    },
    clear: () => {
      if (isShown) terminal.write(erase);
      isShown = false;
    },
  };
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
