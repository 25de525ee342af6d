import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sample } from "./figure.js";

const preload = fileURLToPath(new URL("process-costs.cjs", import.meta.url));

/** Measures a process of Node in `cwd` from start to end. Throws with its output when it fails. */
export function runNode(args: readonly string[], { cwd, temporary }: { cwd: string; temporary: string }): Sample {
  const file = join(temporary, "process-costs");
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require=${JSON.stringify(preload)}`,
    ACTIONARY_COSTS_FILE: file,
  };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, maxBuffer: 1 << 28 });
  const ms = performance.now() - start;
  if (status !== 0) {
    throw new Error(
      `node ${args.join(" ")} ended with ${status}:\n${String(stdout).slice(-2000)}${String(stderr).slice(-2000)}`,
    );
  }
  return { ms, ...(JSON.parse(readFileSync(file, "utf8")) as Pick<Sample, "cpuMs" | "megabytes">) };
}
