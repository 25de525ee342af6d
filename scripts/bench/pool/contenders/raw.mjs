// One message a call over a bare worker: the limit of every pool that posts its calls one by one.
import { Worker } from "node:worker_threads";

const file = new URL("./raw-worker.mjs", import.meta.url);

export function open({ lanes }) {
  const pending = new Map();
  const workers = Array.from({ length: lanes }, () => {
    const worker = new Worker(file);
    worker.on("message", ({ id, result }) => {
      pending.get(id)(result);
      pending.delete(id);
    });
    return worker;
  });
  let last = 0;
  return {
    call: (name, args) =>
      new Promise((resolve) => {
        const id = ++last;
        pending.set(id, resolve);
        workers[id % lanes].postMessage({ id, name, args });
      }),
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
