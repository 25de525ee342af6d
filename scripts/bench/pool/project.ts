import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkout } from "../harness/checkout.js";

/** A project with generated files. */
export interface BuiltProject {
  readonly root: string;
  readonly generated: string;
  /** Values of its secrets. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Number of domains by secrets: actions `echo1` to `echo8`. */
export const domainCount = 8;

const domains = Array.from({ length: domainCount }, (_, index) => index + 1);

/** Lines of the comment for the properties of a destructured item. */
const documented = ["id", "name", "note", "count", "tags"]
  .map((name) => `@param ${name} - The ${name} of it.`)
  .join("\n * ");

/** File of the measured actions: those of `contenders/tasks.mjs`, as an author writes them, and others for lanes only. */
export const actionsFile = "actions/bench.ts";

export const actionsText = `const lane = crypto.randomUUID(); // by process ids, all lanes in sandboxes would be one
import { secret } from "actionary";

export interface Item {
  id: string;
  name: string;
  note: string;
  count: number;
  tags: string[];
}

export interface Row {
  id: number;
  text: string;
}

/**
 * Give the argument back.
 *
 * ${documented}
 */
export async function echo({ id, name, note, count, tags }: Item): Promise<Item> {
  return { id, name, note, count, tags };
}

/**
 * Wait.
 *
 * @param ms - How long, in milliseconds.
 */
export function wait(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, ms, null));
}

/**
 * Make rows of a kilobyte each.
 *
 * @param count - How many.
 */
export async function rows(count: number): Promise<Row[]> {
  return Array.from({ length: count }, (_, id) => ({ id, text: "x".repeat(1000) }));
}

/** Tell which lane this is, after a moment in which another call goes to another lane. */
export async function laneId(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return lane;
}

/** End the lane. */
export async function endLane(): Promise<void> {
  process.exit(1);
}

/**
 * Give the argument back, once somebody has agreed to it.
 *
 * ${documented}
 * @approval
 */
export async function approvedEcho({ id, name, note, count, tags }: Item): Promise<Item> {
  return { id, name, note, count, tags };
}
${domains.map(echoOfDomain).join("")}`;

/** File of an action that blocks its lane. Not in the other file, whose actions count among the 1,000 of `bench -- start`. */
export const loopFile = "actions/bench/loop.ts";

export const loopText = `/**
 * Keep the thread.
 *
 * @param ms - How long, in milliseconds.
 */
export function spin(ms: number): null {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return null;
}
`;

function echoOfDomain(number: number): string {
  return `
export const service${number} = secret({ name: "service${number}", keys: ["TOKEN_${number}"] });

/**
 * Give the argument back, in the domain of a secret.
 *
 * ${documented}
 */
export async function echo${number}({ id, name, note, count, tags }: Item): Promise<Item> {
  service${number}.get("TOKEN_${number}");
  return { id, name, note, count, tags };
}
`;
}

/** Runs codegen in the project at `root`. */
export function buildProject(root: string): BuiltProject {
  const { status, stderr } = spawnSync(process.execPath, [join(checkout, "dist/cli.js"), "codegen"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`codegen ended with ${status}:\n${stderr.slice(-2000)}`);
  const secrets = domains.map((number) => [`service${number}`, { [`TOKEN_${number}`]: `token-of-service-${number}` }]);
  return { root, generated: join(root, "generated"), secrets: Object.fromEntries(secrets) };
}
