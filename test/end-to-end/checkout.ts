import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The repository's root. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** What a command ended with. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, as a shell would: nothing of the test runner in its environment. */
export function execute(
  command: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string },
): Promise<Ended> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: options.cwd, env: { ...shellEnvironment(), ...options.env } });
  const read = (stream: NodeJS.ReadableStream): { text: string } => {
    const all = { text: "" };
    stream.on("data", (data) => {
      all.text += String(data);
    });
    return all;
  };
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)];
  child.stdin.on("error", () => {}); // it may have ended without reading
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: stdout.text, stderr: stderr.text }));
  });
}

/** The environment, with nothing of the test runner in it. */
export function shellEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_ENV|npm_)/.test(name));
  return Object.fromEntries(inherited);
}

/** A folder that is gone after the test, or when `atEnd` says. */
export function temporaryFolder(atEnd: (remove: () => void) => void = onTestFinished): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "actionary-")));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the checkout, with the repository's node_modules; gone as `temporaryFolder` says. */
export function copyCheckout(atEnd?: (remove: () => void) => void): string {
  const folder = join(temporaryFolder(atEnd), "checkout");
  const left = new Set(["node_modules", ".git", ".cache", "dist", "test", "coverage"]);
  cpSync(root, folder, { recursive: true, filter: (path) => path === root || !left.has(basename(path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}
