import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import type { Sample } from "../harness/figure.js";

/** A running `codegen --watch`, of which only the rounds are timed. */
export interface WatchProcess {
  /** Measures a round, from `change`, which saves a file, to the line that ends the round. */
  readonly time: (change: () => void) => Promise<Sample>;
  /** Ends the process, which then writes nothing more. */
  readonly close: () => Promise<void>;
}

const finished = /^\[actionary\] finished: /m;

/** Starts the process and waits for its first round. */
export async function startWatchProcess(cli: string, cwd: string): Promise<WatchProcess> {
  const child = spawn(process.execPath, [cli, "codegen", "--watch"], { cwd, stdio: ["ignore", "pipe", "ignore"] });
  await line(child);
  return {
    time: async (change) => {
      const answer = line(child);
      const start = performance.now();
      change();
      await answer;
      return { ms: performance.now() - start };
    },
    close: async () => {
      const ended = once(child, "exit");
      if (child.kill()) await ended;
    },
  };
}

function line(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    const take = (data: Buffer): void => {
      text += String(data);
      if (!finished.test(text)) return;
      child.stdout?.off("data", take);
      child.off("exit", fail);
      resolve();
    };
    const fail = (): void => reject(new Error(`the watcher ended: ${text.slice(-2000)}`));
    child.stdout?.on("data", take);
    child.once("exit", fail);
  });
}
