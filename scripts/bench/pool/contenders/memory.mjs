// Memory of a contender.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Returns the memory of this process and its children, in megabytes; of shared memory, a child counts its share. */
export function residentMegabytes() {
  globalThis.gc?.();
  const children = descendantsOf(process.pid).reduce((sum, child) => sum + kilobytesOf(child), 0);
  return process.memoryUsage().rss / 1024 / 1024 + children / 1024;
}

/** Its children, and theirs, without the process that lists them. */
function descendantsOf(pid) {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,comm="], { encoding: "utf8" });
  const all = list
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , command]) => command !== "ps")
    .map(([pid, parent, kilobytes]) => ({ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes) }));
  const below = (parent) => all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(pid);
}

/** Returns the proportional share where the system has it (Linux), else the whole memory. */
function kilobytesOf({ pid, kilobytes }) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? kilobytes);
  } catch {
    return kilobytes;
  }
}
