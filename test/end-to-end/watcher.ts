import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { shellEnvironment } from "../project/execute.js";
import { root } from "../project/make-project.js";

/** A running `codegen --watch`. */
export interface Watcher {
  /** Resolves to everything printed since the last call, once that holds `pattern` and the round is over. */
  readonly until: (pattern: RegExp) => Promise<string>;
  readonly stdout: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Its end. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Lists the ids of its process and those that it started; on Linux alone. */
  readonly processes: () => readonly number[];
}

/** Starts `codegen --watch` in `cwd`; the caller ends it. */
export function startWatcher(cwd: string, args: readonly string[] = []): Watcher {
  const mark = `ACTIONARY_TEST_MARK=${randomUUID()}`;
  const [name = "", value] = mark.split("=");
  // Both streams in one pipe, as on a terminal: two would come in any order. Tools read them apart.
  const streams = args.includes("--json") ? "" : " 2>&1";
  const command = [process.execPath, join(root, "dist/cli.js"), "codegen", "--watch", ...args];
  const child = spawn("sh", ["-c", `exec "$0" "$@"${streams}`, ...command], {
    cwd,
    env: { ...shellEnvironment(), [name]: value },
  });
  let all = "";
  let stdout = "";
  let read = 0;
  let wake = (): void => {};
  const collect = (data: unknown): void => {
    all += String(data);
    wake();
  };
  child.stdout.on("data", (data) => {
    stdout += String(data);
  });
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal }));
  const until = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const fresh = all.slice(read);
      const match = pattern.exec(fresh);
      const end = match ? fresh.indexOf("\n", match.index + match[0].length) : -1;
      const isOver = fresh.lastIndexOf("[actionary] finished") >= fresh.lastIndexOf("[actionary] started");
      if (end >= 0 && isOver) {
        read = all.length;
        return fresh;
      }
      const news = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const patience = new AbortController();
      const late = sleep(20_000, "nothing more came", patience);
      const fault = await Promise.race([news, ended.then(() => "the watcher ended"), late]);
      patience.abort();
      if (fault !== undefined) throw new Error(`${fault} before ${pattern}:\n${fresh}`);
    }
  };
  const processes = (): readonly number[] =>
    readdirSync("/proc").flatMap((pid) =>
      /^\d+$/.test(pid) && environmentOf(pid).includes(mark) ? [Number(pid)] : [],
    );
  return { until, stdout: () => stdout, signal: (signal) => child.kill(signal), ended, processes };
}

function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    // It has ended, or is another user's.
    return [];
  }
}
