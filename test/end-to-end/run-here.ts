import { vi } from "vitest";
import { loadTypeScript } from "../../codegen/read/typescript/load-typescript.js";
import { runCommandLine } from "../../scripts/cli/command-line.js";
import type { Ended } from "../project/execute.js";

/** Runs the command line in this process, because to start another costs more than what it does. */
export async function runHere(args: readonly string[], { cwd }: { readonly cwd: string }): Promise<Ended> {
  const [before, stdout, stderr] = [
    process.cwd(),
    vi.spyOn(process.stdout, "write"),
    vi.spyOn(process.stderr, "write"),
  ];
  const written = [stdout, stderr].map((write) => {
    const chunks: string[] = [];
    write.mockImplementation((chunk) => chunks.push(String(chunk)) > 0);
    return chunks;
  });
  await rememberFolder();
  process.chdir(cwd);
  process.exitCode = undefined;
  try {
    await runCommandLine(args);
    const [out = "", err = ""] = written.map((chunks) => chunks.join(""));
    return { code: Number(process.exitCode ?? 0), stdout: out, stderr: err };
  } finally {
    process.exitCode = undefined;
    process.chdir(before);
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

/**
 * Has TypeScript and esbuild remember the working folder of the other tests of this process: each takes the first that it
 * sees for good, which would be a project that is deleted.
 */
async function rememberFolder(): Promise<void> {
  loadTypeScript().sys.getCurrentDirectory();
  await import("esbuild");
}
