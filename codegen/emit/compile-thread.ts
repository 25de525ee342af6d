import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { compileBatchFiles, compileThreadYoungMegabytes } from "../model/limits.js";
import type { CompileWork } from "./background-compiler.js";
import type { TransformedModule } from "./transform-module.js";

/** A second thread that compiles files while the first reads others. */
export interface CompileThread {
  readonly take: (work: CompileWork) => void;
  /** Ends the work, and returns the results; any may be missing. */
  readonly finish: () => CompiledInBackground;
  readonly close: () => void;
}

/** Results of a second thread, by name. */
export interface CompiledInBackground {
  readonly validators: Promise<ReadonlyMap<string, string>>;
  readonly modules: Promise<ReadonlyMap<string, TransformedModule>>;
}

/** Results where no thread was started. */
export const noResults: CompiledInBackground = {
  validators: Promise.resolve(new Map()),
  modules: Promise.resolve(new Map()),
};

/** Message to the thread. */
export interface ThreadRequest {
  readonly work: readonly CompileWork[];
  readonly isLast: boolean;
}

/** Message of the thread, one of each kind after the last request. */
export type ThreadAnswer = {
  readonly [K in keyof CompiledInBackground]: { readonly kind: K; readonly results: Awaited<CompiledInBackground[K]> };
}[keyof CompiledInBackground];

/** Opens a thread, which starts when there is enough work; undefined without a second core, or without a build. */
export function openCompileThread(): CompileThread | undefined {
  if (import.meta.url.endsWith(".ts") || availableParallelism() < 2) return undefined;
  let waiting: CompileWork[] = [];
  let running: { readonly worker: Worker; readonly results: CompiledInBackground } | undefined;
  const send = (isLast: boolean): void => {
    running?.worker.postMessage({ work: waiting, isLast } satisfies ThreadRequest);
    waiting = [];
  };
  return {
    take: (work) => {
      waiting.push(work);
      if (waiting.length < compileBatchFiles) return;
      running ??= startWorker();
      send(false);
    },
    finish: () => {
      send(true);
      return running?.results ?? noResults;
    },
    close: () => void running?.worker.terminate(),
  };
}

function startWorker(): { readonly worker: Worker; readonly results: CompiledInBackground } {
  const resourceLimits = { maxYoungGenerationSizeMb: compileThreadYoungMegabytes };
  const worker = new Worker(new URL("./compile-thread-entry.js", import.meta.url), { resourceLimits });
  // When it fails, the first thread compiles what is missing.
  worker.on("error", () => {});
  return { worker, results: { validators: resultsOf(worker, "validators"), modules: resultsOf(worker, "modules") } };
}

/** Results of one kind; empty when the thread ends before it sends them. */
function resultsOf<K extends keyof CompiledInBackground>(worker: Worker, kind: K): CompiledInBackground[K];
function resultsOf(worker: Worker, kind: keyof CompiledInBackground): Promise<ReadonlyMap<string, unknown>> {
  return new Promise((resolve) => {
    worker.on("message", (answer: ThreadAnswer) => {
      if (answer.kind === kind) resolve(answer.results);
    });
    worker.once("exit", () => resolve(new Map()));
  });
}
