import type { ChildProcess } from "node:child_process";
import { spawn } from "./spawn.js";

/**
 * Reads `add PID` and `del PID` and, when the host is gone, ends those that are left; `-PID` is a group. It has to be another
 * process, and a shell is a small one; a lane in an endless loop does not notice that its channel was closed.
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

const targets = new Set<number>();
let guardian: ChildProcess | undefined;

/** Registers a process, or the group `-pid`, to be ended also when this process is killed. */
export function guard(target: number): void {
  targets.add(target);
  if (guardian) send(`add ${target}`);
  else start();
}

/** Removes a process or group that has ended; the last one ends the guardian. */
export function release(target: number): void {
  if (!targets.delete(target)) return;
  send(`del ${target}`);
  if (targets.size > 0) return;
  guardian?.stdin?.end();
  guardian = undefined;
}

function start(): void {
  // In a group of its own: a signal that a terminal sends to the host's group must not end it first.
  const child = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], env: {}, cwd: "/", detached: true });
  guardian = child;
  child.on("error", () => forget(child)); // without a shell, lanes in endless loops outlive a killed host
  child.on("exit", () => forget(child));
  child.stdin?.on("error", () => forget(child));
  child.unref();
  (child.stdin as unknown as { readonly unref?: () => void } | null)?.unref?.();
  for (const target of targets) send(`add ${target}`);
}

/** Forgets a guardian that has ended; the next lane starts another one. */
function forget(child: ChildProcess): void {
  if (guardian === child) guardian = undefined;
}

function send(line: string): void {
  guardian?.stdin?.write(`${line}\n`);
}
