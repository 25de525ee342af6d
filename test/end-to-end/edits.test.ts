import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { atEndOfFile } from "../project/at-end.js";
import { execute } from "../project/execute.js";
import { root, writeFiles } from "../project/make-project.js";
import { copyCheckout } from "./checkout.js";
import { readFixture } from "./read-fixture.js";

// An edit of the SDK, of the pool or of an action is seen by the next run, whichever way an action is run.

const action = readFixture("probe.ts");
const viaVitest = readFixture("probe-in-vitest.ts");
const viaNode = readFixture("probe-in-node.ts");
const key = "tools.probe.probe";

interface Probed {
  readonly key: string;
  readonly pool: string;
  readonly revision: number;
}

const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project=together", "--reporter=verbose"];

const runners = {
  "actionary run": ["node", "scripts/actionary.mjs", "run", "tools.probe.probe", "--json"],
  "a vitest file": ["node", ...vitest, "test/probe.test.ts"],
  "a fresh Node": ["node", "--import", "tsx", "--conditions=source", "probe.mts"],
};

async function probe(folder: string, command: readonly string[]): Promise<Probed> {
  const { code, stdout, stderr } = await execute(command, { cwd: folder });
  const [, probed] = /PROBED (\{.*\})/.exec(stdout) ?? [];
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
  return probed === undefined ? JSON.parse(stdout).result : JSON.parse(probed);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly one \`${from}\``);
  writeFileSync(file, text.replace(from, to));
}

/** Reads the declarations of `dist`, by file. */
function declarationsIn(checkout: string): Readonly<Record<string, string>> {
  const types = join(checkout, "dist/types");
  const files = readdirSync(types, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".d.ts"));
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(types, name), "utf8")]));
}

describe("an edit of a checkout", { timeout: 120_000 }, () => {
  const atEnd = atEndOfFile();
  let folder: string;
  const editSdk = (): void => {
    const file = join(folder, "runtime/sdk/action.ts");
    edit(file, 'currentContext("action.key").action', '"edited ".concat(currentContext("action.key").action)');
    edit(file, "/** The running call, as", 'export type Edited = "sdk";\n\n/** The running call, as');
  };
  const editPool = (): void => {
    const installed = 'Reflect.set(globalThis, "poolRevision", "edited");\ninstallContext({';
    edit(join(folder, "runtime/lane/serve-lane.ts"), "installContext({", installed);
  };
  const editAction = (): void => edit(join(folder, "actions/tools/probe.ts"), "revision: 1 }", "revision: 2 }");

  beforeAll(async () => {
    folder = copyCheckout(atEnd);
    // One small action, to spare the time of codegen.
    rmSync(join(folder, "actions"), { recursive: true });
    writeFiles(folder, {
      "actions/tools/probe.ts": action,
      "test/probe.test.ts": viaVitest,
      "test/global-setup.ts": readFileSync(new URL("../global-setup.ts", import.meta.url)),
      "probe.mts": viaNode,
    });
  });

  /** Expects each way to see an edit, the first of them before another could have rebuilt anything. */
  async function expectSeen(first: keyof typeof runners, seen: Probed): Promise<void> {
    expect(await probe(folder, runners[first]), `${first}, first`).toEqual(seen);
    // A vitest of its own is most of the cost: one edit in three is enough for it, but in a long run.
    const isOften = (name: string): boolean => process.env.ACTIONARY_LONG !== undefined || name !== "a vitest file";
    const others = Object.entries(runners).filter(([name]) => name !== first && isOften(name));
    const probed = await Promise.all(others.map(async ([name, command]) => [name, await probe(folder, command)]));
    expect(Object.fromEntries(probed)).toEqual(Object.fromEntries(others.map(([name]) => [name, seen])));
  }

  // In this order: each starts from what the one before it left.
  it("is preceded by a build from nothing, whose declarations are those of the repository's own", async () => {
    expect(await probe(folder, runners["actionary run"])).toEqual({ key, pool: "undefined", revision: 1 });
    expect(declarationsIn(folder)).toEqual(declarationsIn(root));
  });

  it("of the SDK is seen by each way to run an action, and by no declaration but its own", async () => {
    const before = declarationsIn(folder);
    editSdk();
    await expectSeen("a vitest file", { key: `edited ${key}`, pool: "undefined", revision: 1 });
    const own = "runtime/sdk/action.d.ts";
    const after = declarationsIn(folder);
    expect(after[own]).toContain('export type Edited = "sdk";');
    expect(after).toEqual({ ...before, [own]: after[own] });
  });

  it("of the pool is seen by each way to run an action, and makes no declaration anew", async () => {
    const record = join(folder, ".cache/declarations.json");
    const [before, { mtimeMs }] = [declarationsIn(folder), statSync(record)];
    editPool();
    await expectSeen("a fresh Node", { key: `edited ${key}`, pool: "edited", revision: 1 });
    expect(statSync(record).mtimeMs).toBe(mtimeMs);
    expect(declarationsIn(folder)).toEqual(before);
  });

  it("of an action is seen by each way to run it", async () => {
    editAction();
    await expectSeen("actionary run", { key: `edited ${key}`, pool: "edited", revision: 2 });
  });
});
