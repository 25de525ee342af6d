import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Brings `dist` and the repository's own generated files up to date before any test. */
export default function setup(): void {
  for (const what of ["dist", "generated"]) {
    const script = fileURLToPath(new URL("../scripts/fresh.mjs", import.meta.url));
    const { status } = spawnSync(process.execPath, [script, what], { stdio: "inherit" });
    if (status !== 0) throw new Error(`${what} could not be brought up to date`);
  }
}
