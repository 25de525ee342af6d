import type { ChildProcess } from "node:child_process";
import { spawn } from "./spawn.js";

/**
 * Reads `add PID` and `del PID` and, when the host is gone, ends those that are left; `-PID` is a group. A shell, because it has to
 * be another process, and a small one: a lane that is told to end by its channel cannot hear that in an endless loop.
 */
const script = `trap '' INT TERM HUP
all=' '
while read -r what pid; do
  rest=' '
  for each in $all; do [ "$each" = "$pid" ] || rest="$rest$each "; done
  all=$rest
  [ "$what" = add ] && all="$all$pid "
done
for each in $all; do kill -KILL "$each" 2>/dev/null; done`;

const guarded = new Set<number>();
let guardian: ChildProcess | undefined;

/** Has a process, or the group `-pid`, ended when this process ends in a way that leaves no time to do it. */
export function guard(target: number): void {
  guarded.add(target);
  if (guardian) say(`add ${target}`);
  else start();
}

/** It has ended. Without any there is no guardian either. */
export function release(target: number): void {
  if (!guarded.delete(target)) return;
  say(`del ${target}`);
  if (guarded.size > 0) return;
  guardian?.stdin?.end();
  guardian = undefined;
}

function start(): void {
  // A group of its own: what a terminal sends to the host's must not end it first.
  const child = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], env: {}, cwd: "/", detached: true });
  guardian = child;
  child.on("error", () => lost(child)); // without a shell only endless loops outlive a host that was killed
  child.on("exit", () => lost(child));
  child.stdin?.on("error", () => lost(child));
  child.unref();
  (child.stdin as unknown as { readonly unref?: () => void } | null)?.unref?.();
  for (const target of guarded) say(`add ${target}`);
}

/** The next lane starts another one. */
function lost(child: ChildProcess): void {
  if (guardian === child) guardian = undefined;
}

function say(line: string): void {
  guardian?.stdin?.write(`${line}\n`);
}
