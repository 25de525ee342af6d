import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject, Runtime } from "../../runtime/index.js";
import { atEndOfFile } from "../project/at-end.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule, requireSecret } from "./fixtures/read-module.js";
import { isolations } from "./fixtures/sandboxes.js";

// Attempts to see from inside a lane the host's environment, a file, the host's memory and calls of another domain: each
// of these holds a canary. `docs/security.md` lists the same attempts with their outcomes.

/** Reads the source of a module for a build, whose files end in `.js`. */
const read = (url: URL): string => readFileSync(url, "utf8").replace("./outcomes.mjs", "./outcomes.js");
const source = read(new URL("./walls/attempts.mjs", import.meta.url));
const newer = read(new URL("./walls/newer-attempts.mjs", import.meta.url));
const outcomes = read(new URL("./walls/outcomes.mjs", import.meta.url));
const documented = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8");

const canaries = {
  environment: "canary-of-the-environment",
  file: "canary-of-a-file",
  memory: "canary-of-the-memory",
  domain: "canary-of-a-domain",
} as const;
const values: readonly string[] = Object.values(canaries);
const folder = mkdtempSync(join(tmpdir(), "actionary-walls-"));
const path = join(folder, "canary.txt");
const database = join(folder, "canary.db");

/** Required end of an attempt: every way is refused, or something is seen that holds no canary. */
type Outcome = "refused" | "sees only itself";

interface Attempt {
  readonly name: string;
  readonly args?: JsonObject;
  readonly outcome: Outcome;
}

const shifted = values.map((each) => Array.from(each, (one) => String.fromCharCode(one.charCodeAt(0) + 1)).join(""));

const attempts: readonly Attempt[] = [
  { name: "environment", outcome: "sees only itself" },
  { name: "report", outcome: "refused" },
  { name: "proc", outcome: "refused" },
  { name: "file", args: { path }, outcome: "refused" },
  { name: "inspection", outcome: "refused" },
  { name: "bindings", outcome: "refused" },
  { name: "hooks", outcome: "refused" },
  { name: "channels", outcome: "sees only itself" },
  { name: "board", outcome: "refused" },
  { name: "loaders", outcome: "sees only itself" },
  { name: "replacements", outcome: "refused" },
  { name: "prototypes", outcome: "sees only itself" },
  { name: "taken", outcome: "sees only itself" },
  { name: "traces", outcome: "sees only itself" },
  { name: "wasi", args: { folder }, outcome: "refused" },
  { name: "signals", outcome: "refused" },
  { name: "commandLine", outcome: "sees only itself" },
  { name: "diagnostics", outcome: "sees only itself" },
  { name: "measures", outcome: "sees only itself" },
  { name: "heap", args: { canaries: shifted }, outcome: "sees only itself" },
  { name: "heapFile", outcome: "refused" },
  { name: "flags", outcome: "refused" },
  { name: "contexts", outcome: "sees only itself" },
  { name: "programs", outcome: "refused" },
];
/** Attempts by means that some versions of Node lack; there they count as refused. */
const newerAttempts: readonly Attempt[] = [
  { name: "builtins", args: { path }, outcome: "refused" },
  { name: "sqlite", args: { database }, outcome: "refused" },
  { name: "environmentFile", args: { path }, outcome: "refused" },
  { name: "moduleHooks", args: { path }, outcome: "refused" },
  { name: "compileCache", outcome: "refused" },
  { name: "execve", outcome: "refused" },
  { name: "threadMessages", outcome: "refused" },
  { name: "locks", outcome: "refused" },
  { name: "webStorage", outcome: "refused" },
  { name: "singleExecutable", outcome: "refused" },
  { name: "tracing", outcome: "refused" },
  { name: "clusters", outcome: "refused" },
  { name: "newerFiles", args: { path }, outcome: "refused" },
  { name: "tests", args: { path }, outcome: "sees only itself" },
  { name: "consoles", args: { path }, outcome: "sees only itself" },
];

const held = { secrets: [requireSecret("vault", "VAULT_TOKEN")] };
const within = Object.fromEntries([...attempts.map(({ name }) => name), "descriptors"].map((name) => [name, held]));
/** Each attempt twice: in a domain of its own without secrets, and in the one whose calls hold the secret. */
const actions = {
  ...defineModule("walls", source, { hold: held }).actions,
  ...defineModule("within", source, within).actions,
};
const imports = ["outcomes"];
const build = prepareBuild(
  {
    outcomes: { source: outcomes },
    attempts: { source, imports, actions },
    newer: { ...defineModule("walls", newer), imports },
  },
  { prefix: "walls", options: { lanes: 1, secrets: { vault: { VAULT_TOKEN: canaries.domain } }, onEvent: undefined } },
);
let descriptor: number;

beforeAll(async () => {
  process.env.HOST_CANARY = canaries.environment;
  (globalThis as { hostCanary?: string }).hostCanary = canaries.memory;
  writeFileSync(path, canaries.file);
  descriptor = openSync(path, "r");
  await writeDatabase();
});
afterAll(() => {
  delete process.env.HOST_CANARY;
  delete (globalThis as { hostCanary?: string }).hostCanary;
  closeSync(descriptor);
  rmSync(folder, { recursive: true, force: true });
});

// The kinds run side by side, the attempts of each in order: a lane has one at a time.
describe.concurrent.each(isolations)("a %s lane", (isolation) => {
  const atEnd = atEndOfFile();
  let runtime: Runtime;
  const run = (key: string, args: JsonObject = {}): Promise<string> => runtime.run(key, args) as Promise<string>;

  beforeAll(async () => {
    ({ runtime } = await build.open({ isolation }, atEnd));
  });

  /** Runs an attempt while calls of the other domain hold their secret. */
  async function attempt(key: string, args?: JsonObject): Promise<string> {
    const hold = (): Promise<unknown> => runtime.run("walls.hold", { ms: 40 });
    const before = hold();
    const seen = run(key, args);
    const later = new Promise((resolve) => setTimeout(resolve, 20)).then(hold);
    return (await Promise.all([seen, before, later]))[0];
  }

  test.sequential.each([...attempts, ...newerAttempts])("$name: $outcome", async ({ name, args, outcome }) => {
    const seen = await attempt(`walls.${name}`, args);
    for (const canary of values) expect(seen).not.toContain(canary);
    if (outcome === "refused") expect(Object.values(JSON.parse(seen))).toEqual(refusals(seen));
    expect(documented).toContain(`| \`${name}\` | `);
  });

  // Attempts that succeed within a domain show that they look where something is to be seen.
  test.sequential.each([
    "prototypes",
    "channels",
    "diagnostics",
    "heap",
  ])("%s: open within one domain", async (name) => {
    const { args } = attempts.find((each) => each.name === name) ?? {};
    const first = await attempt(`within.${name}`, args);
    await run("walls.hold", { ms: 1 });
    expect(first + (await run("within.taken"))).toContain(canaries.domain);
  });

  test.sequential(`descriptors: ${isolation === "thread" ? "open, a thread has those of its process" : "refused"}`, async () => {
    const seen = await attempt("walls.descriptors");
    if (isolation === "thread") expect(seen).toContain(canaries.file);
    else expect(seen).not.toContain(canaries.file);
  });
});

/** The part used here of a builtin that the types of Node 20 lack. */
interface Sqlite {
  readonly DatabaseSync: new (path: string) => { readonly exec: (sql: string) => void; readonly close: () => void };
}

/** Writes a database with the canary, if this Node can. */
async function writeDatabase(): Promise<void> {
  const sqlite = process.getBuiltinModule("node:sqlite") as Sqlite | undefined;
  if (!sqlite) return;
  const opened = new sqlite.DatabaseSync(database);
  opened.exec(`CREATE TABLE canaries AS SELECT '${canaries.file}' AS canary`);
  opened.close();
}

/** Expects one refusal for each way of an attempt. */
function refusals(seen: string): readonly unknown[] {
  return Object.keys(JSON.parse(seen)).map(() => expect.stringMatching(/^refused: /));
}

test('with `sharing: "all"` one domain has all that there is to see', async () => {
  const { run } = await build.open({ sharing: "all" });
  await run("prototypes");
  await run("hold", { ms: 1 });
  expect(await run("taken")).toContain(canaries.domain);
});
