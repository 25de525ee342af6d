import { Worker } from "node:worker_threads";

const program = `
  const { workerData: { what, ms } } = require("node:worker_threads");
  setTimeout(() => {
    require("node:fs").writeSync(2, what + " after " + ms + " ms\\n");
    process.kill(process.pid, "SIGKILL");
  }, ms);
`;

/** Ends this process with a message unless it is released in time: a loop without end holds every timer of its own. */
export function watch(what: string, ms: number): () => void {
  const worker = new Worker(program, { eval: true, workerData: { what, ms } });
  worker.unref();
  return () => void worker.terminate();
}
