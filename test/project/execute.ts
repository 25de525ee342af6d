import { spawn } from "node:child_process";

/** End of a command, with its output. */
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

/** Returns the environment of this process without that of the test runner. */
export function shellEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_ENV|npm_)/.test(name));
  return Object.fromEntries(inherited);
}
