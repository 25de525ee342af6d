// Runs one action in plain Node and in lanes of both kinds; sends each result to its parent. ARGUMENTS: generated folder, call as JSON.
import { createInProcessExecutor, createRuntime } from "../../dist/runtime.js";

const [generated, text = ""] = process.argv.slice(2);
const { key, args, secrets, timeout, memoryMb } = JSON.parse(text);

/** Ways to run an action; a thread comes last, because it can end this process. */
const executors = {
  plain: (options) => createInProcessExecutor(options),
  process: (options) => createRuntime({ ...options, lanes: 1, memoryMb, isolation: "process" }),
  thread: (options) => createRuntime({ ...options, lanes: 1, memoryMb, isolation: "thread" }),
};

for (const [kind, create] of Object.entries(executors)) {
  const start = performance.now();
  const result = await runIn(create);
  await new Promise((resolve) => process.send({ kind, ms: Math.round(performance.now() - start), ...result }, resolve));
}
process.exit();

async function runIn(create) {
  const executor = await create({ generated, secrets, timeout, onEvent: () => {} }).catch((error) => error);
  if (executor instanceof Error) return { error: `${executor.code ?? executor.name}: ${executor.message}` };
  try {
    return { value: await executor.run(key, args) };
  } catch ({ code, message, failure }) {
    return { error: `${code}: ${message}`, stack: failure?.stack };
  } finally {
    await executor.close();
  }
}
