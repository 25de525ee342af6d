import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const done = new Set<string>();

/**
 * Builds `dist` (lanes are always compiled) and the checkout's own `generated` again if they are stale, once per process, when
 * run from source inside the checkout. Does nothing elsewhere, and under Vitest, whose set-up does it.
 */
export async function bringUpToDate(generated: string): Promise<void> {
  if (!import.meta.url.endsWith(".ts") || process.env.VITEST !== undefined) return;
  // Not by `new URL("../..", import.meta.url)`, which webpack takes for a file to bundle.
  const root = resolve(fileURLToPath(import.meta.url), "../../..");
  await refreshOutput(root, "dist");
  if (resolve(generated) === join(root, "generated")) await refreshOutput(root, "generated");
}

async function refreshOutput(root: string, what: "dist" | "generated"): Promise<void> {
  const script = join(root, "scripts", "fresh.mjs");
  if (done.has(what) || !existsSync(script)) return;
  done.add(what);
  const { spawnSync } = await import("node:child_process"); // costs 5 ms, and services never need it
  const { status } = spawnSync(process.execPath, [script, what], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`Bringing \`${what}\` up to date failed; see above.`);
}
