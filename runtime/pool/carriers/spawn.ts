import type { spawn as nodeSpawn, spawnSync as nodeSpawnSync } from "node:child_process";

/** Node's `spawn`. Its module is loaded with the first process, because it would add 3 ms to each start of a service. */
export const spawn = ((...args: Parameters<typeof nodeSpawn>) =>
  process.getBuiltinModule("node:child_process").spawn(...args)) as typeof nodeSpawn;

/** Node's `spawnSync`, loaded in the same way. */
export const spawnSync = ((...args: Parameters<typeof nodeSpawnSync>) =>
  process.getBuiltinModule("node:child_process").spawnSync(...args)) as typeof nodeSpawnSync;
