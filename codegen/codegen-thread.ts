import { parentPort } from "node:worker_threads";
import type { JsonSchema } from "../runtime/contract/json.js";
import { compileValidator } from "./emit/compile-validator.js";
import { validatorName } from "./emit/emit-validators.js";
import { readShare, type ShareRequest } from "./read/share.js";
import type { ThreadMessage } from "./second-thread.js";

// The second thread of code generation: reads its share of the files, then compiles the validators of their schemas.

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

parentPort?.once("message", (request: ShareRequest) => {
  const answer = readShare(request);
  send({ kind: "read", answer });
  const validators = new Map<string, string>();
  const hasErrors = answer.problems.some(({ severity }) => severity === "error");
  for (const schema of hasErrors ? [] : schemasOf(answer.files)) {
    const name = validatorName(schema);
    if (!validators.has(name)) validators.set(name, compileValidator(schema));
  }
  send({ kind: "validators", validators });
});

function schemasOf(files: ReturnType<typeof readShare>["files"]): readonly JsonSchema[] {
  return files.flatMap(({ reading }) => reading.actions.flatMap(({ model }) => [model.input, model.output]));
}
