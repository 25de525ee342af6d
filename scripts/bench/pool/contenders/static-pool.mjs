import { fileURLToPath } from "node:url";
import { StaticPool } from "node-worker-threads-pool";

const task = fileURLToPath(new URL("./static-pool-worker.mjs", import.meta.url));

export function open({ lanes }) {
  const pool = new StaticPool({ size: lanes, task });
  return {
    call: (name, args) => pool.exec({ name, args }),
    close: () => pool.destroy(),
  };
}
