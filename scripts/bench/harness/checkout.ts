import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const checkout: string = fileURLToPath(new URL("../../..", import.meta.url));

/** Folder in which the peers are installed. */
const bench = fileURLToPath(new URL("..", import.meta.url));

/** Returns the path of a file of a peer's package; installs the peers, at the versions of the lockfile, if needed. */
export function peerFile(path: string): string {
  const file = join(bench, "node_modules", path);
  if (!existsSync(file)) {
    process.stderr.write("Installing the peers below scripts/bench ...\n");
    const { status, stderr } = spawnSync("npm", ["ci", "--ignore-scripts"], { cwd: bench, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm ci in ${bench} ended with ${status}:\n${stderr}`);
  }
  return file;
}

/** Runs `use` with a temporary folder, which is removed at the end, also after Ctrl-C. */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "actionary-bench-")));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const stop = (): void => process.exit(130);
  process.on("exit", remove);
  process.on("SIGINT", stop);
  try {
    return await use(folder);
  } finally {
    process.off("exit", remove);
    process.off("SIGINT", stop);
    remove();
  }
}
