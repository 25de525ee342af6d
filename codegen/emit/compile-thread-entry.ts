import { parentPort } from "node:worker_threads";
import { createCompilerAhead } from "./compile-ahead.js";
import type { ThreadAnswer, ThreadRequest } from "./compile-thread.js";

// The second thread of code generation: compiles what the first has read, while that reads on. It loads no TypeScript.

const ahead = createCompilerAhead();
const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);

parentPort?.on("message", async ({ work, isLast }: ThreadRequest) => {
  for (const each of work) ahead.take(each);
  if (!isLast) return;
  answer({ kind: "validators", made: ahead.validators() });
  answer({ kind: "modules", made: await ahead.modules() });
});
