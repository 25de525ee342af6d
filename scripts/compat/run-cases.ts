import { spawn } from "node:child_process";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../runtime/contract/json.js";
import type { ActionEntry } from "../../runtime/contract/manifest.js";
import { type Case, compatFolder } from "./cases.js";
import type { Generated } from "./project.js";
import type { Addresses } from "./servers.js";

/** Where an action runs. */
export const kinds = ["plain", "thread", "process"] as const;
export type Kind = (typeof kinds)[number];

/** Outcome of one use in one Node; `error` says why it does not work. */
export interface Outcome {
  readonly case: Case;
  readonly node: string;
  readonly kind: Kind;
  readonly ms: number;
  readonly error?: string;
  readonly stack?: string;
}

/** A version of Node, and the path of its program. */
export interface NodeProgram {
  readonly version: string;
  readonly program: string;
}

/** Time of one use in milliseconds; a package of Google takes 4 seconds to load on a busy machine. */
const timeout = 30_000;

/** Values of the secrets that cases declare. */
const secrets = { google: { GOOGLE_KEY: "google-key-1" }, github: { GITHUB_TOKEN: "github-token-1" } };

interface Job {
  readonly case: Case;
  readonly entry: ActionEntry;
  readonly node: NodeProgram;
}

interface Sent {
  readonly kind: Kind;
  readonly ms: number;
  readonly value?: Json;
  readonly error?: string;
  readonly stack?: string;
}

/** Runs every generated case in every Node, two at a time; reports the outcomes of each as soon as it has ended. */
export async function runCases(
  { folder, entries, refused }: Generated,
  { nodes, addresses }: { nodes: readonly NodeProgram[]; addresses: Addresses },
  report: (outcomes: readonly Outcome[]) => void,
): Promise<void> {
  for (const [each, error] of refused) {
    report(nodes.flatMap((node) => kinds.map((kind) => ({ case: each, node: node.version, kind, ms: 0, error }))));
  }
  const jobs = nodes.flatMap((node) => [...entries].map(([each, entry]): Job => ({ case: each, entry, node })));
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) report(await runJob(job, folder, addresses));
  };
  await Promise.all([work(), work()]);
}

async function runJob(job: Job, folder: string, addresses: Addresses): Promise<readonly Outcome[]> {
  const args = Object.fromEntries(job.entry.parameters.map(({ name }) => [name, addresses[name]]));
  const call = JSON.stringify({ key: job.entry.key, args, secrets, timeout, memoryMb: job.entry.meta.memoryMb });
  const child = spawn(job.node.program, [join(compatFolder, "run-case.mjs"), folder, call], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const sent = new Map<Kind, Sent>();
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output = `${output}${chunk}`.slice(-2_000);
  });
  child.on("message", (message: Sent) => sent.set(message.kind, message));
  const late = setTimeout(() => child.kill("SIGKILL"), kinds.length * timeout);
  const ended = await new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code, signal) => resolve(signal ?? String(code)));
  });
  clearTimeout(late);
  const lost = { ms: 0, error: `The process of the runtime ended (${ended}). ${output.trim().slice(-500)}` };
  return kinds.map((kind): Outcome => {
    const { ms, error, stack } = judge(sent.get(kind) ?? { kind, ...lost }, sent.get("plain"));
    const reason = error === undefined ? {} : { error, ...(stack === undefined ? {} : { stack }) };
    return { case: job.case, node: job.node.version, kind, ms, ...reason };
  });
}

/** Adds an error to a result that differs from that of plain Node. */
function judge(result: Sent, plain: Sent | undefined): Sent {
  if (result.error !== undefined || plain?.error !== undefined) return result;
  if (isDeepStrictEqual(result.value, plain?.value)) return result;
  return {
    ...result,
    error: `The result is ${JSON.stringify(result.value)} instead of ${JSON.stringify(plain?.value)}.`,
  };
}
