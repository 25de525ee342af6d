import { execSync } from "child_process";
import { readFileSync } from "node:fs";
import type { Stats } from "node:fs";
import { basename } from "node:path";
import { connect } from "./_socket.js";

/**
 * Reads without the permission.
 *
 * @permission child-process
 * @permission net
 */
export function lacking(): string {
  return readFileSync(basename("/x"), "utf8");
}

/**
 * Has what it needs.
 *
 * @permission child-process
 * @permission fs:/srv/data
 */
export function having(): void {
  execSync("ls");
  const stats: Stats | undefined = undefined;
  void [connect, stats];
}
