import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";

const filename = fileURLToPath(new URL("./tasks.mjs", import.meta.url));

/** Opens the pool. `isTuned`: many tasks a worker, and workers that do not sleep between them. */
export function open({ lanes, isTuned }) {
  const tuned = isTuned ? { concurrentTasksPerWorker: 1000, useAtomics: false } : {};
  const pool = new Tinypool({ filename, minThreads: lanes, maxThreads: lanes, ...tuned });
  return {
    call: (name, args, options) => pool.run(args, { ...options, name }),
    close: () => pool.destroy(),
  };
}
