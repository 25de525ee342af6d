import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { NodeProgram } from "./run-cases.js";

/**
 * Makes the add-on of `better-sqlite3` for a Node: the others bring theirs along. It is downloaded, or compiled where that
 * fails. A Node keeps none where neither works; the package then fails in plain Node, too.
 */
export function buildSqlite(modules: string, { program }: NodeProgram): void {
  const folder = join(modules, "better-sqlite3");
  const { stdout: abi } = spawnSync(program, ["-p", "process.versions.modules"], { encoding: "utf8" });
  // One of the places where `bindings`, which loads it, looks for it; `build` is one for the Node that built last.
  const kept = join(folder, `lib/binding/node-v${abi.trim()}-${process.platform}-${process.arch}/better_sqlite3.node`);
  const npm = process.env.npm_execpath;
  if (existsSync(kept) || npm === undefined) return;
  process.stderr.write(`Building better-sqlite3 for ${program} ...\n`);
  const env = { ...process.env, npm_config_nodedir: dirname(dirname(program)), npm_config_ignore_scripts: "false" };
  spawnSync(program, [npm, "rebuild", "better-sqlite3"], { cwd: dirname(modules), env, stdio: "ignore" });
  const built = join(folder, "build/Release/better_sqlite3.node");
  if (!existsSync(built)) return;
  mkdirSync(dirname(kept), { recursive: true });
  copyFileSync(built, kept);
  rmSync(join(folder, "build"), { recursive: true, force: true });
}
