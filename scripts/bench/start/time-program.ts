import { spawn } from "node:child_process";
import type { Sample } from "../harness/figure.js";

/** What of a program is timed: until it ends, until its first line, or what it says itself. */
export type Clock = "until its end" | "until its first line" | "its own";

/** Runs one process of Node in `cwd` to its end. Rejects where it fails. */
export function timeProgram(args: readonly string[], { cwd, clock }: { cwd: string; clock: Clock }): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    let firstLine = Number.NaN;
    child.stdout.on("data", (data: Buffer) => {
      if (text === "") firstLine = performance.now() - start;
      text += String(data);
    });
    child.once("error", reject);
    child.once("exit", () => {
      if (clock === "until its end") firstLine = performance.now() - start;
    });
    child.once("close", (code) => {
      const ms = clock === "its own" ? Number(text) : firstLine;
      if (code === 0 && Number.isFinite(ms)) resolve({ ms });
      else reject(new Error(`node ${args.join(" ")} ended with ${code}:\n${text.slice(-2000)}`));
    });
  });
}
