import { parentPort } from "node:worker_threads";
import { tasks } from "./tasks.mjs";

parentPort.on("message", async ({ id, name, args }) => {
  parentPort.postMessage({ id, result: await tasks[name](args) });
});
