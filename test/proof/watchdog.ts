import { Worker } from "node:worker_threads";

/** Ends this process with a message unless it is released in time: a loop without end holds every timer of its own. */
export function watch(what: string, ms: number): () => void {
  const worker = new Worker(new URL("./watchdog-thread.mjs", import.meta.url), { workerData: { what, ms } });
  worker.unref();
  return () => void worker.terminate();
}
