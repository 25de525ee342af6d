import { performance } from "node:perf_hooks";
import type { Progress } from "../../../codegen/report/observer.js";
import type { Phase } from "../../../codegen/report/timings.js";

/** The part of a terminal that a progress line needs. */
export interface Terminal {
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line that is written again and again, and removed at the end. */
export interface ProgressLine {
  readonly update: (progress: Progress) => void;
  /** Removes the line. */
  readonly clear: () => void;
}

/** Time before the line appears: in a shorter run it would only flicker. */
const progressDelayMs = 500;

/** Time between two updates of the line. */
const progressIntervalMs = 50;

const erase = "\r\u001b[2K";
const sentences: Partial<Record<Phase, readonly [verb: string, noun: string]>> = {
  read: ["Reading", "files"],
  validators: ["Compiling", "validators"],
  write: ["Writing", "files"],
};

/** Tells whether a stream is a terminal of a person: not a pipe, not CI, and able to erase a line. */
export function showsProgress(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  return stream.isTTY === true && !env.CI && env.TERM !== "dumb";
}

/** Creates a line on `terminal`. It uses no timer, which would not fire while code generation blocks the thread. */
export function createProgressLine(terminal: Terminal, now: () => number = () => performance.now()): ProgressLine {
  let next = now() + progressDelayMs;
  let isShown = false;
  return {
    update: ({ phase, done, total }) => {
      const sentence = sentences[phase];
      if (sentence === undefined || now() < next) return;
      const [verb, noun] = sentence;
      const text = `${verb} ${formatCount(done)} of ${formatCount(total)} ${noun}`;
      // A line that wraps cannot be erased. Some terminals without a known width report 0.
      terminal.write(`${erase}${text.slice(0, (terminal.columns || 80) - 1)}`);
      isShown = true;
      next = now() + progressIntervalMs;
    },
    clear: () => {
      if (isShown) terminal.write(erase);
      isShown = false;
    },
  };
}

/** Returns a count with its thousands parted, as all output has it. */
export function formatCount(value: number): string {
  return value.toLocaleString("en-US");
}
