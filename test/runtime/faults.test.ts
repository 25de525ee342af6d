import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  closeSync,
  constants,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ActionError,
  createRuntime,
  type FailureData,
  type Json,
  type JsonObject,
  type LogLine,
  type Runtime,
  type RuntimeEvent,
} from "../../runtime/index.js";
import { cannotStart, type Effects, linesOf, type Row, rows, threadEffectsOf } from "./faults/rows.js";
import { type Fixture, type FixtureModule, makeBuild } from "./fixture.js";
import { pause } from "./waiting.js";

type RuntimeModule = typeof import("../../runtime/index.js");

const root = fileURLToPath(new URL("../../", import.meta.url));
const documented = readFileSync(new URL("../../docs/runtime.md", import.meta.url), "utf8");
const rounds = process.env.ACTIONARY_LONG === undefined ? 1 : 100;
const inEachRound = <T>(cases: readonly T[]): T[] => Array.from({ length: rounds }, () => cases).flat();

const source = readFileSync(new URL("./faults/actions.mjs", import.meta.url), "utf8");
const exported = [...source.matchAll(/^export (?:async )?(?:const|function) (\w+)(?: = |\()\(?(\w*)\)?/gm)];
const modules: Readonly<Record<string, FixtureModule>> = {
  faults: {
    source,
    actions: Object.fromEntries(
      exported.map(([, name = "", parameter = ""]) => [
        `faults.${name}`,
        { export: name, parameters: parameter === "" ? [] : [parameter] },
      ]),
    ),
  },
  throwing: moduleOf("throw new Error('not today');"),
  exiting: moduleOf("process.exit(7);"),
  hanging: moduleOf("for (;;);"),
  slow: moduleOf("for (const end = performance.now() + 1500; performance.now() < end; );"),
  corrupt: moduleOf(""),
};

function moduleOf(code: string): FixtureModule {
  const name = "run";
  return { source: `${code}\nexport function ${name}() { return "slow"; }`, actions: {} };
}

let fixture: Fixture;

beforeAll(async () => {
  const named = Object.entries(modules).map(([name, module]) => {
    const own = name === "faults" ? module.actions : { [`faults.${name}`]: { export: "run" } };
    return [name, { ...module, actions: own ?? {} }] as const;
  });
  fixture = await makeBuild(Object.fromEntries(named));
  appendFileSync(join(fixture.folder, "corrupt.js"), "\n// one byte more");
  execFileSync("mkfifo", [pipe()]);
});
afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

describe.each(["thread", "process"] as const)("in a %s lane, an action that", (isolation) => {
  const held = rows.flatMap((row) => {
    const effects = isolation === "thread" ? threadEffectsOf(row) : (row.process ?? row.thread);
    return effects === undefined || typeof effects === "string" ? [] : { ...row, effects };
  });
  const cases = inEachRound(held);
  // What leaves its lane as it was is tried beside its like, in one lane: to start one for each costs more than they do.
  const isHarmless = ({ effects, timeout }: (typeof cases)[number]): boolean =>
    effects.lane === "stays" && effects.neighbours === "finish" && timeout === undefined;
  const open = (): Promise<Runtime> =>
    createRuntime({ generated: fixture.generated, isolation, lanes: 1, memoryMb: 64 });
  let shared: Runtime;

  beforeAll(async () => {
    shared = await open();
  });
  afterAll(() => shared.close());

  test.concurrent.for(cases.filter(isHarmless))("$does", { timeout: 30_000 }, (row) => tryRow(shared, row));

  test.concurrent.for(cases.filter((row) => !isHarmless(row)))("$does", { timeout: 30_000 }, async (row) => {
    await using runtime = await open();
    await tryRow(runtime, row);
  });
});

/** Runs a fault beside a neighbour, and expects what the table says of it. */
async function tryRow(runtime: Runtime, { effects, ...row }: Row & { readonly effects: Effects }): Promise<void> {
  const before = await runtime.run("faults.where", {});
  const neighbour = await begin(runtime, effects.neighbours === "finish" ? "neighbour" : "lastingNeighbour");
  const onLog = ({ message }: LogLine): void => {
    if (row.isKilled) process.kill(Number(message), "SIGKILL");
  };
  const call = runtime.run(`faults.${row.run}`, argsOf(row), { ...limitOf({ ...row, ...effects }), onLog });
  const { failure, ...outcome } = await outcomeOf(call);
  expect(outcome).toEqual({ caller: effects.caller, says: expect.stringMatching(effects.says ?? /(?:)/) });
  if (effects.failure) expect(withoutStacks(failure)).toEqual(effects.failure);
  expect(await neighbour.ended).toBe(effects.neighbours === "finish" ? before : "WORKER_LOST");
  if (effects.lane === "stays") expect(await runtime.run("faults.where", {})).toBe(before);
  // Otherwise until another one answers, which the test's own time limit bounds.
  else while ((await runtime.run("faults.where", {})) === before) await pause(20);
}

test("the table is what docs/runtime.md says", () => {
  expect(documented).toContain([...rows, cannotStart].flatMap(linesOf).join("\n"));
});

test.concurrent.for(
  inEachRound(["thread", "process"] as const),
)("%s lanes that cannot start are tried ever more rarely, and told", async (isolation, { onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), "actionary-dist-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const entry = join(folder, "dist", `lane-${isolation}.js`);
  const packaged = (await import(pathToFileURL(join(folder, "dist", "runtime.js")).href)) as RuntimeModule;
  let starts = 0;
  const onEvent = ({ kind }: RuntimeEvent): void => {
    if (kind === "lane-started") starts++;
  };
  await using runtime = await packaged.createRuntime({ generated: fixture.generated, isolation, lanes: 1, onEvent });
  renameSync(entry, `${entry}.away`);
  const { caller, says = "" } = cannotStart.thread;
  const lost = { code: caller, message: expect.stringMatching(says) };
  await expect(runtime.run("faults.where", {})).rejects.toMatchObject(lost);
  expect(starts).toBe(3);
  // However many ask: one more is tried, once it is time, and tells them all.
  const calls = Array.from({ length: 100 }, () => runtime.run("faults.where", {}));
  for (const call of calls) await expect(call).rejects.toMatchObject(lost);
  expect(starts).toBe(4);
  renameSync(`${entry}.away`, entry);
  expect(await runtime.run("faults.where", {})).toBeTypeOf("string");
});

describe("in a thread lane it reaches the host that", () => {
  const ending = rows.filter((row) => threadEffectsOf(row) === "the host ends").map(({ run }) => run);
  test.concurrent.for(inEachRound(ending))("an action ends in native code, %s: the host ends", async (fault, {
    onTestFinished,
  }) => {
    const host = startHost(fault, onTestFinished);
    await once(host, "exit");
    expect(host.signalCode).toBe("SIGABRT");
  });

  const blocking = ["blocks"];
  test.concurrent.for(
    inEachRound(blocking),
  )("an action blocks in a system call, %s: the host goes on, and cannot end before it does", async (fault, {
    onTestFinished,
  }) => {
    const host = startHost(fault, onTestFinished);
    const lines = createInterface(host.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe("TIMEOUT");
    expect((await lines.next()).value).toBe("served");
    expect((await lines.next()).value).toBe("closed");
    expect(host.exitCode).toBeNull();
    // Without waiting for a reader: if there is none, this says so.
    closeSync(openSync(pipe(), constants.O_WRONLY | constants.O_NONBLOCK));
    await once(host, "exit");
    expect(host.exitCode).toBe(0);
  });
});

/** A host of its own, which runs one fault and then another call. */
function startHost(fault: string, atEnd: (end: () => void) => void): ChildProcessByStdio<null, Readable, null> {
  const code = `
    import { createRuntime } from "actionary/runtime";
    const generated = ${JSON.stringify(fixture.generated)};
    const runtime = await createRuntime({ generated, lanes: 1, memoryMb: 64 });
    const args = ${JSON.stringify(fault === "blocks" ? { pipe: pipe() } : {})};
    await runtime.run("faults.where", {}); // a lane is there, so that the time is the fault's own
    const options = { timeout: ${fault === "blocks" ? 100 : 20_000} };
    await runtime.run("faults.${fault}", args, options).catch(({ code }) => console.log(code));
    await runtime.run("faults.where", {});
    console.log("served");
    await runtime.close();
    console.log("closed");
  `;
  const host = spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", code], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  atEnd(() => void host.kill("SIGKILL"));
  return host;
}

/** A named pipe that lanes may read, and nobody writes to. */
const pipe = (): string => join(fixture.folder, "pipe");

const argsOf = ({ run, args = {} }: Row): JsonObject => (run === "blocks" ? { pipe: pipe() } : args);

const limitOf = ({ timeout }: Row): { readonly timeout?: number } => (timeout === undefined ? {} : { timeout });

/** A call that has begun, and runs for a while. */
async function begin(runtime: Runtime, neighbour: string): Promise<{ readonly ended: Promise<Json> }> {
  let ended: Promise<Json> | undefined;
  await new Promise<void>((resolve) => {
    ended = runtime.run(`faults.${neighbour}`, {}, { onLog: () => resolve() });
    ended = ended.catch((error: ActionError) => error.code);
  });
  return { ended: ended ?? Promise.reject(new Error("It did not begin.")) };
}

interface Outcome {
  readonly caller: Effects["caller"];
  readonly says: string;
  readonly failure?: FailureData | undefined;
}

async function outcomeOf(call: Promise<Json>): Promise<Outcome> {
  try {
    return { caller: "the result", says: JSON.stringify(await call) };
  } catch (error) {
    const { code, message, failure } = error as ActionError;
    return { caller: code, says: message, failure };
  }
}

/** Each error of the chain without its stack, which is there. */
function withoutStacks(failure: FailureData | undefined): object {
  const { stack, cause, ...own } = failure ?? expect.unreachable("there is no failure");
  expect(stack).toContain("throwsWithCause");
  return { ...own, ...(cause && { cause: withoutStacks(cause) }) };
}
