// Ends its process with a message after a while, from a thread of its own. Its data: `{ what, ms }`.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { what, ms } = workerData;
setTimeout(() => {
  writeSync(2, `${what} after ${ms} ms\n`);
  process.kill(process.pid, "SIGKILL");
}, ms);
