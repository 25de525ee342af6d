import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRuntime, type JsonObject, type Runtime } from "../../runtime/index.js";
import { type Fixture, type FixtureAction, makeBuild } from "./fixture.js";

// What an action can see from inside its lane of the host's environment, of a file, of the host's memory and of another
// domain's calls: there is a canary in each. `docs/security.md` lists the same attempts with their outcomes.

/** Source of a module of the build, whose modules end in `.js`. */
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

/** How an attempt has to end: every way refused; or something is seen, and no canary in it. */
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
/** Through what some versions of Node lack: an attempt that is not there counts as refused. */
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

const vault = { name: "vault", keys: ["VAULT_TOKEN"], optionalKeys: [], optional: false };
const names = [...attempts.map(({ name }) => name), "descriptors"];
const parametersOf = (name: string): readonly string[] =>
  new RegExp(`function ${name}\\((\\w*)\\)`)
    .exec(source + newer)
    ?.slice(1)
    .filter(Boolean) ?? [];
/** Each attempt twice: in a domain of its own without secrets, and in the one whose calls hold the secret. */
const actions: Readonly<Record<string, FixtureAction>> = Object.fromEntries([
  ...names.map((name) => [`walls.${name}`, { export: name, parameters: parametersOf(name) }]),
  ...names.map((name) => [`within.${name}`, { export: name, parameters: parametersOf(name), secrets: [vault] }]),
  ["walls.hold", { export: "hold", parameters: ["ms"], secrets: [vault] }],
]);

const newerActions: Readonly<Record<string, FixtureAction>> = Object.fromEntries(
  newerAttempts.map(({ name }) => [`walls.${name}`, { export: name, parameters: parametersOf(name) }]),
);

let fixture: Fixture;
let descriptor: number;

beforeAll(async () => {
  process.env.HOST_CANARY = canaries.environment;
  (globalThis as { hostCanary?: string }).hostCanary = canaries.memory;
  writeFileSync(path, canaries.file);
  descriptor = openSync(path, "r");
  await writeDatabase();
  const imports = ["outcomes"];
  fixture = await makeBuild({
    outcomes: { source: outcomes },
    attempts: { source, imports, actions },
    newer: { source: newer, imports, actions: newerActions },
  });
});
afterAll(() => {
  delete process.env.HOST_CANARY;
  delete (globalThis as { hostCanary?: string }).hostCanary;
  closeSync(descriptor);
  rmSync(folder, { recursive: true, force: true });
  rmSync(fixture.generated, { recursive: true, force: true });
});

describe.each(["thread", "process"] as const)("a %s lane", (isolation) => {
  let runtime: Runtime;
  const secrets = { vault: { VAULT_TOKEN: canaries.domain } };
  const run = (key: string, args: JsonObject = {}): Promise<string> => runtime.run(key, args) as Promise<string>;

  beforeAll(async () => {
    runtime = await createRuntime({ generated: fixture.generated, isolation, lanes: 1, secrets });
  });
  afterAll(() => runtime.close());

  /** Runs an attempt while calls of the other domain hold their secret. */
  async function attempt(key: string, args?: JsonObject): Promise<string> {
    const hold = (): Promise<unknown> => runtime.run("walls.hold", { ms: 40 });
    const before = hold();
    const seen = run(key, args);
    const later = new Promise((resolve) => setTimeout(resolve, 20)).then(hold);
    return (await Promise.all([seen, before, later]))[0];
  }

  test.each([...attempts, ...newerAttempts])("$name: $outcome", async ({ name, args, outcome }) => {
    const seen = await attempt(`walls.${name}`, args);
    for (const canary of values) expect(seen).not.toContain(canary);
    if (outcome === "refused") expect(Object.values(JSON.parse(seen))).toEqual(refusals(seen));
    expect(documented).toContain(`| \`${name}\` | `);
  });

  // What is open within a domain shows that the attempts look where something is to be seen.
  test.each(["prototypes", "channels", "diagnostics", "heap"])("%s: open within one domain", async (name) => {
    const { args } = attempts.find((each) => each.name === name) ?? {};
    const first = await attempt(`within.${name}`, args);
    await run("walls.hold", { ms: 1 });
    expect(first + (await run("within.taken"))).toContain(canaries.domain);
  });

  test(`descriptors: ${isolation === "thread" ? "open, a thread has those of its process" : "refused"}`, async () => {
    const seen = await attempt("walls.descriptors");
    if (isolation === "thread") expect(seen).toContain(canaries.file);
    else expect(seen).not.toContain(canaries.file);
  });
});

/** What is used here of a builtin that the types of Node 20 lack. */
interface Sqlite {
  readonly DatabaseSync: new (path: string) => { readonly exec: (sql: string) => void; readonly close: () => void };
}

/** A database with the canary, where this Node can write one. */
async function writeDatabase(): Promise<void> {
  const sqlite = process.getBuiltinModule("node:sqlite") as Sqlite | undefined;
  if (!sqlite) return;
  const opened = new sqlite.DatabaseSync(database);
  opened.exec(`CREATE TABLE canaries AS SELECT '${canaries.file}' AS canary`);
  opened.close();
}

/** As many refusals as an attempt has ways. */
function refusals(seen: string): readonly unknown[] {
  return Object.keys(JSON.parse(seen)).map(() => expect.stringMatching(/^refused: /));
}

test('with `sharing: "all"` one domain has all that there is to see', async () => {
  const secrets = { vault: { VAULT_TOKEN: canaries.domain } };
  const runtime = await createRuntime({ generated: fixture.generated, lanes: 1, secrets, sharing: "all" });
  await runtime.run("walls.prototypes", {});
  await runtime.run("walls.hold", { ms: 1 });
  expect(await runtime.run("walls.taken", {})).toContain(canaries.domain);
  await runtime.close();
});
