import type { spawn as nodeSpawn } from "node:child_process";

/** Node's `spawn`, whose module is loaded with the first process: every start of a service would take 3 ms more. */
export const spawn = ((...args: Parameters<typeof nodeSpawn>) =>
  process.getBuiltinModule("node:child_process").spawn(...args)) as typeof nodeSpawn;
