import type { spawn as nodeSpawn } from "node:child_process";

/** Node's `spawn`. Its module is loaded with the first process, because it would add 3 ms to each start of a service. */
export const spawn = ((...args: Parameters<typeof nodeSpawn>) =>
  process.getBuiltinModule("node:child_process").spawn(...args)) as typeof nodeSpawn;
