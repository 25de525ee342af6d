import { fileURLToPath } from "node:url";
import workerpool from "workerpool";

const file = fileURLToPath(new URL("./workerpool-worker.mjs", import.meta.url));

export function open({ lanes }) {
  const pool = workerpool.pool(file, { workerType: "thread", minWorkers: lanes, maxWorkers: lanes });
  return {
    call: (name, args) => pool.exec(name, [args]),
    close: () => pool.terminate(true),
  };
}
