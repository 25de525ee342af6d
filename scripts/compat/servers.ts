import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Addresses of loopback servers by name: a base URL, or a port. */
export type Addresses = Readonly<Record<string, string | number>>;

/** Runs `use` while the servers of a project run in a process of their own. */
export async function withServers<T>(project: string, use: (addresses: Addresses) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [join(project, "servers/main.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const lines = createInterface(child.stdout);
    const first = once(lines, "line").then(([line]) => JSON.parse(line) as Addresses);
    const failed = ended.then(([code]) => {
      throw new Error(`The servers below scripts/compat/servers ended with ${code}.`);
    });
    return await use(await Promise.race([first, failed]));
  } finally {
    child.stdin.end(); // which ends it
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
    child.kill("SIGKILL");
  }
}
