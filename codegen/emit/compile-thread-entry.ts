import { parentPort } from "node:worker_threads";
import { createBackgroundCompiler } from "./background-compiler.js";
import type { ThreadAnswer, ThreadRequest } from "./compile-thread.js";

// Entry of code generation's second thread, which compiles files while the first reads others. Loads no TypeScript.

const backgroundCompiler = createBackgroundCompiler();
const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);

parentPort?.on("message", async ({ work, isLast }: ThreadRequest) => {
  for (const each of work) backgroundCompiler.take(each);
  if (!isLast) return;
  answer({ kind: "validators", results: backgroundCompiler.validators() });
  answer({ kind: "modules", results: await backgroundCompiler.modules() });
});
