import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  closeSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { ActionError, FailureData, Json, JsonObject, LogLine, RuntimeEvent } from "../../runtime/index.js";
import { type AtEnd, atEndOfFile } from "../project/at-end.js";
import { cannotStart, type Effects, linesOf, type Row, rows, threadEffectsOf } from "./faults/rows.js";
import type { FixtureModule } from "./fixtures/make-build.js";
import { type OpenRuntime, prepareBuild } from "./fixtures/open-runtime.js";
import { type Program, startProgram } from "./fixtures/programs.js";
import { defineModule } from "./fixtures/read-module.js";
import { inEachRound } from "./fixtures/rounds.js";
import { shareOf } from "./fixtures/share-of.js";
import { pause } from "./fixtures/waiting.js";

type RuntimeModule = typeof import("../../runtime/index.js");

const root = fileURLToPath(new URL("../../", import.meta.url));
const documented = readFileSync(new URL("../../docs/runtime.md", import.meta.url), "utf8");
const modules = {
  faults: defineModule("faults", readFileSync(new URL("./faults/actions.mjs", import.meta.url), "utf8")),
  throwing: moduleOf("throwing", "throw new Error('not today');"),
  exiting: moduleOf("exiting", "process.exit(7);"),
  hanging: moduleOf("hanging", "for (;;);"),
  slow: moduleOf("slow", "for (const end = performance.now() + 1500; performance.now() < end; );"),
  corrupt: moduleOf("corrupt", ""),
};
const build = prepareBuild(modules, {
  prefix: "faults",
  options: { lanes: 1, memoryMb: 64, onEvent: undefined },
  extras: { packages: { pipes: "1.0.0" } },
});

/** Module with this code at its top, and one action. */
function moduleOf(name: string, code: string): FixtureModule {
  return defineModule("faults", `${code}\nexport function ${name}() { return "slow"; }`);
}

beforeAll(() => {
  appendFileSync(join(build.fixture.folder, "corrupt.js"), "\n// one byte more");
  mkdirSync(dirname(pipe()), { recursive: true });
  writeFileSync(join(dirname(pipe()), "package.json"), '{ "name": "pipes" }');
  execFileSync("mkfifo", [pipe()]);
});

const kinds = ["thread", "process"] as const;

describe.each(kinds)("in a %s lane, an action that", (isolation) => {
  const held = rows.flatMap((row) => {
    const effects = isolation === "thread" ? threadEffectsOf(row) : (row.process ?? row.thread);
    return effects === undefined || typeof effects === "string" ? [] : { ...row, effects };
  });
  const cases = inEachRound(held);
  // Faults that leave their lane as it was share one: to start one for each costs more than they do.
  const isHarmless = ({ effects, timeout }: (typeof cases)[number]): boolean =>
    effects.lane === "stays" && effects.neighbours === "finish" && timeout === undefined;
  const atEnd = atEndOfFile();
  let shared: OpenRuntime;

  beforeAll(async () => {
    shared = await build.open({ isolation }, atEnd);
  });

  test.concurrent.for(cases.filter(isHarmless))("$does", { timeout: 30_000 }, (row) => tryRow(shared, row));

  // Those that end their lane take processor time until they are noticed.
  test.concurrent.for(
    shareOf(
      cases.filter((row) => !isHarmless(row)),
      kinds,
      isolation,
    ),
  )("$does", { timeout: 30_000 }, async (row, { onTestFinished }) => {
    await tryRow(await build.open({ isolation }, onTestFinished), row);
  });
});

/** Runs a fault beside another call, and expects the effects that the table names. */
async function tryRow(
  { run, begin }: OpenRuntime,
  { effects, ...row }: Row & { readonly effects: Effects },
): Promise<void> {
  const before = await run("where");
  const neighbour = await begin(effects.neighbours === "finish" ? "neighbour" : "lastingNeighbour");
  const onLog = ({ message }: LogLine): void => {
    if (row.isKilled) process.kill(Number(message), "SIGKILL");
  };
  const call = run(row.run, argsOf(row), { ...limitOf({ ...row, ...effects }), onLog });
  const { failure, ...outcome } = await outcomeOf(call);
  expect(outcome).toEqual({ caller: effects.caller, says: expect.stringMatching(effects.says ?? /(?:)/) });
  if (effects.failure) expect(withoutStacks(failure)).toEqual(effects.failure);
  expect(await neighbour.ended).toBe(
    effects.neighbours === "finish" ? `resolved with ${JSON.stringify(before)}` : "WORKER_LOST",
  );
  if (effects.lane === "stays") expect(await run("where")).toBe(before);
  // Another lane answers in the end; the time limit of the test bounds the wait.
  else while ((await run("where")) === before) await pause(20);
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
  await using runtime = await packaged.createRuntime({ generated: build.generated, isolation, lanes: 1, onEvent });
  renameSync(entry, `${entry}.away`);
  const { caller, says = "" } = cannotStart.thread;
  const lost = { code: caller, message: expect.stringMatching(says) };
  await expect(runtime.run("faults.where", {})).rejects.toMatchObject(lost);
  expect(starts).toBe(3);
  // One more lane is tried for all of them, once it is time.
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

  const mayEnd = rows.filter((row) => threadEffectsOf(row) === "the host may end").map(({ run }) => run);
  test.concurrent.for(
    inEachRound(mayEnd),
  )("an action fills the memory, %s: only its lane or the host ends", async (fault, { onTestFinished }) => {
    const host = startHost(fault, onTestFinished);
    await once(host, "exit");
    expect(["SIGABRT", 0]).toContain(host.signalCode ?? host.exitCode);
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
    // Fails, rather than waits, if nobody reads.
    closeSync(openSync(pipe(), constants.O_WRONLY | constants.O_NONBLOCK));
    await once(host, "exit");
    expect(host.exitCode).toBe(0);
  });
});

/** Starts a host that runs one fault and then another call. */
function startHost(fault: string, atEnd: AtEnd): Program {
  const args = fault === "blocks" ? { pipe: pipe() } : {};
  const timeout = fault === "blocks" ? 100 : 20_000;
  return startProgram("fault-host", { generated: build.generated, fault, args, timeout }, atEnd);
}

/** Named pipe in a package, which lanes may read, and nobody writes to. */
const pipe = (): string => join(realpathSync(build.generated), "node_modules/pipes/pipe");

const argsOf = ({ run, args = {} }: Row): JsonObject => (run === "blocks" ? { pipe: pipe() } : args);

const limitOf = ({ timeout }: Row): { readonly timeout?: number } => (timeout === undefined ? {} : { timeout });

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

/** Takes the stacks from the errors of a chain, each of which must have one. */
function withoutStacks(failure: FailureData | undefined): object {
  const { stack, cause, ...own } = failure ?? expect.unreachable("there is no failure");
  expect(stack).toContain("throwsWithCause");
  return { ...own, ...(cause && { cause: withoutStacks(cause) }) };
}
