import { spawn } from "node:child_process";
import type { Sample } from "../harness/figure.js";

/** Time of a program: until it ends, until its first line, or the number that it prints. */
export type Clock = "until its end" | "until its first line" | "its own";

/** Measures a process of Node in `cwd`. Rejects when it fails. */
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
