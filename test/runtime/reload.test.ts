import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { PoolReport } from "../../runtime/backend/backend.js";
import { ActiveBuild, ActiveBuilds } from "../../runtime/call/active-build.js";
import { createInProcessExecutor, createRuntime, type Runtime } from "../../runtime/index.js";
import { readBuild } from "../../runtime/loader/read-build.js";
import { Tally } from "../../runtime/telemetry/tally.js";
import { type Fixture, makeBuild } from "./fixtures/make-build.js";
import { defineModule, readModule } from "./fixtures/read-module.js";
import { codeOf } from "./fixtures/waiting.js";

/** Makes a build whose actions return its version. As with codegen, no file of it has a name of another version. */
async function makeVersion(version: number): Promise<Fixture> {
  const name = `reload${version}`;
  const { source } = readModule("reload.ts");
  const revised = source.replace("const version = 0", `const version = ${version}`);
  const build = defineModule("reload", revised, { [`only_${version}`]: { export: "own" } });
  const fixture = await makeBuild({ [name]: build });
  onTestFinished(() => rmSync(fixture.generated, { recursive: true, force: true }));
  return fixture;
}

/** Commits a build over another one and removes what that one had alone. */
function renew(earlier: Fixture, later: Fixture): void {
  cpSync(later.folder, earlier.folder, { recursive: true });
  const { modules, validators } = earlier.current;
  const kept = new Set(Object.values(later.current.validators).map(({ file }) => file));
  for (const { file } of [...Object.values(modules), ...Object.values(validators)]) {
    if (!kept.has(file)) rmSync(join(earlier.folder, file));
  }
}

async function open(generated: string): Promise<Runtime> {
  const runtime = await createRuntime({ generated, lanes: 1 });
  onTestFinished(() => runtime.close());
  return runtime;
}

test("running calls end on the old build, new ones run on the new one, and old lanes end", async () => {
  const [first, second] = await Promise.all([makeVersion(1), makeVersion(2)]);
  const runtime = await open(first.generated);
  expect(await runtime.run("reload.read", {})).toBe(1);
  const [before] = runtime.stats().lanes;
  const running = runtime.run("reload.hold", {});
  await runtime.run("reload.wait", { ms: 0 });
  renew(first, second);
  await runtime.reload();
  expect(await runtime.run("reload.read", {})).toBe(2);
  expect(runtime.stats().lanes.map(({ lane }) => lane)).toContain(before?.lane);
  writeFileSync(join(first.folder, "released"), "");
  expect(await running).toBe(1);
  expect(runtime.stats().lanes.map(({ lane }) => lane)).not.toContain(before?.lane);
  expect(await codeOf(runtime.run("reload.only_1", {}))).toBe("ACTION_NOT_FOUND");
  expect(await runtime.run("reload.only_2", {})).toBeNull();
  expect([runtime.actions["reload.only_1"], typeof runtime.actions["reload.only_2"]]).toEqual([undefined, "function"]);
  expect(runtime.stats().calls.outcomes).toEqual({ ok: 5 });
});

test("close() waits for the lanes that earlier builds had", async () => {
  const { generated } = await makeVersion(1);
  let endLanes = (): void => {};
  const lanesEnd = new Promise<void>((resolve) => {
    endLanes = resolve;
  });
  const withLanes = (close: () => Promise<void>): ActiveBuild => {
    const report = (): PoolReport => ({ lanes: [], waiting: new Map(), running: 0 });
    const backend = { submit: () => ({ abandon: () => {} }), unstarted: () => 0, report, close };
    const policy = { isolation: "thread", sharing: "domain", network: "open", endpoints: {} } as const;
    const parts = { build: readBuild(generated), backend, options: {}, policy };
    return new ActiveBuild({ ...parts, tallyOf: () => new Tally() });
  };
  const builds = new ActiveBuilds(withLanes(() => lanesEnd));
  builds.replaceBy(withLanes(() => Promise.resolve()));
  let isClosed = false;
  const closing = builds.close().then(() => {
    isClosed = true;
  });
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  endLanes();
  await closing;
});

test("a broken build is refused, and the runtime goes on", async () => {
  const fixture = await makeVersion(1);
  const runtime = await open(fixture.generated);
  const current = join(fixture.folder, "current.json");
  writeFileSync(current, '{"version": 1');
  expect(await codeOf(runtime.reload())).toBe("NOT_BUILT");
  expect(await runtime.run("reload.read", {})).toBe(1);
  writeFileSync(current, JSON.stringify({ ...fixture.current, packages: { "no-such-package": "1.0.0" } }));
  await expect(runtime.reload()).rejects.toMatchObject({ message: expect.stringContaining("no-such-package") });
  writeFileSync(current, JSON.stringify(fixture.current));
  await runtime.reload();
  expect(await runtime.run("reload.read", {})).toBe(1);
});

test("a call whose module is gone before it has started runs on the new build", async () => {
  const [first, second] = await Promise.all([makeVersion(1), makeVersion(2)]);
  const runtime = await open(first.generated);
  renew(first, second);
  const calls = [runtime.run("reload.read", {}), codeOf(runtime.run("reload.only_1", {}))];
  await runtime.reload();
  expect(await Promise.all(calls)).toEqual([2, "ACTION_NOT_FOUND"]);
  const later = await open(first.generated);
  rmSync(join(first.folder, Object.values(second.current.modules)[0]?.file ?? ""));
  expect(await codeOf(later.run("reload.read", {}))).toBe("NOT_BUILT");
});

test("a call whose validator is gone before it was admitted ends if the new build has no such action", async () => {
  const [first, second] = await Promise.all([makeVersion(1), makeVersion(2)]);
  const runtime = await open(first.generated);
  renew(first, second);
  for (const { file } of Object.values(first.current.validators)) rmSync(join(first.folder, file), { force: true });
  const reloading = runtime.reload();
  const code = codeOf(runtime.run("reload.only_1", {}, { timeout: 5_000 }));
  await reloading;
  expect(await code).toBe("ACTION_NOT_FOUND");
});

test("no call is lost by reloads under load", async () => {
  const fixture = await makeVersion(1);
  const runtime = await open(fixture.generated);
  let isOver = false;
  const load = async (): Promise<unknown[]> => {
    const results: unknown[] = [];
    while (!isOver) results.push(await runtime.run("reload.wait", { ms: 2 }));
    return results;
  };
  const loads = Array.from({ length: 20 }, load);
  await Promise.all([runtime.reload(), runtime.reload()]);
  await runtime.run("reload.read", {});
  await runtime.reload();
  await runtime.run("reload.read", {});
  isOver = true;
  const results = (await Promise.all(loads)).flat();
  expect(new Set(results)).toEqual(new Set([1]));
  expect(runtime.stats()).toMatchObject({ queued: 0, running: 0, restarts: 0 });
  expect(runtime.stats().lanes).toHaveLength(1);
});

test("an executor in process takes a new build too", async () => {
  const [first, second] = await Promise.all([makeVersion(1), makeVersion(2)]);
  const executor = await createInProcessExecutor({ generated: first.generated });
  expect(await executor.run("reload.read", {})).toBe(1);
  renew(first, second);
  await executor.reload();
  expect(await executor.run("reload.read", {})).toBe(2);
  await executor.close();
});
