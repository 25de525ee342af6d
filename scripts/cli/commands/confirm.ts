import { createInterface } from "node:readline/promises";

/** Asks a question on the terminal; anything but `y` or `yes` is a no, and so is Ctrl-C. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const cancel = new AbortController();
  terminal.once("SIGINT", () => cancel.abort());
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: cancel.signal });
    return /^y(?:es)?$/i.test(answer.trim());
  } catch {
    process.stderr.write("\n");
    return false;
  } finally {
    terminal.close();
  }
}
