import { parentPort } from "node:worker_threads";
import { tasks } from "./tasks.mjs";

parentPort.on("message", async ({ name, args }) => {
  parentPort.postMessage(await tasks[name](args));
});
