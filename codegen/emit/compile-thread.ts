import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Work } from "./compile-ahead.js";
import type { TransformedModule } from "./transform-module.js";

/** Somebody who compiles meanwhile what has been read. */
export interface SecondThread {
  readonly take: (work: Work) => void;
  /** Says that nothing more will be given, and gives what it has made of what it took: as much as it has. */
  readonly finish: () => Made;
  readonly close: () => void;
}

/** What was compiled, by name. */
export interface Made {
  readonly validators: Promise<ReadonlyMap<string, string>>;
  readonly modules: Promise<ReadonlyMap<string, TransformedModule>>;
}

const nothing: Made = { validators: Promise.resolve(new Map()), modules: Promise.resolve(new Map()) };

/** What the thread is sent. */
export interface ThreadRequest {
  readonly work: readonly Work[];
  readonly isLast: boolean;
}

/** What the thread sends once it has been sent the last. */
export type ThreadAnswer = {
  readonly [K in keyof Made]: { readonly kind: K; readonly made: Awaited<Made[K]> };
}[keyof Made];

/** Fewer files are compiled sooner than a thread has started, and one message a file costs the reader a twentieth. */
const batchSize = 50;

/** A thread that starts when it is needed; undefined where there is no second core for it, or no build. */
export function openSecondThread(): SecondThread | undefined {
  if (import.meta.url.endsWith(".ts") || availableParallelism() < 2) return undefined;
  let waiting: Work[] = [];
  let running: { readonly worker: Worker; readonly made: Made } | undefined;
  const send = (isLast: boolean): void => {
    running?.worker.postMessage({ work: waiting, isLast } satisfies ThreadRequest);
    waiting = [];
  };
  return {
    take: (work) => {
      waiting.push(work);
      if (waiting.length < batchSize) return;
      running ??= startWorker();
      send(false);
    },
    finish: () => {
      send(true);
      return running?.made ?? nothing;
    },
    close: () => void running?.worker.terminate(),
  };
}

function startWorker(): { readonly worker: Worker; readonly made: Made } {
  // What it makes is short-lived: more room would be taken, and make nothing faster (measured).
  const resourceLimits = { maxYoungGenerationSizeMb: 8 };
  const worker = new Worker(new URL("./compile-thread-entry.js", import.meta.url), { resourceLimits });
  // Whatever befalls it, its share of the work is done by whoever asked for it.
  worker.on("error", () => {});
  return { worker, made: { validators: madeBy(worker, "validators"), modules: madeBy(worker, "modules") } };
}

/** What a thread makes of one kind; nothing where it ends before. */
function madeBy<K extends keyof Made>(worker: Worker, kind: K): Made[K];
function madeBy(worker: Worker, kind: keyof Made): Promise<ReadonlyMap<string, unknown>> {
  return new Promise((resolve) => {
    worker.on("message", (answer: ThreadAnswer) => {
      if (answer.kind === kind) resolve(answer.made);
    });
    worker.once("exit", () => resolve(new Map()));
  });
}
