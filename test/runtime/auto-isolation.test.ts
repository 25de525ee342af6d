import { expect, test } from "vitest";
import { chooseLaneKind, packagesReached } from "../../runtime/contract/lane-kind.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule, requireSecret } from "./fixtures/read-module.js";

const source =
  'import { isMainThread } from "node:worker_threads";\nexport const kind = () => (isMainThread ? "process" : "thread");';
const secrets = [requireSecret("vault", "TOKEN")];
const plain = defineModule("plain", source, {
  keyed: { export: "kind", secrets },
  parent: { export: "kind", permissions: ["tmp"] },
});
const build = prepareBuild(
  {
    plain: { ...plain, imports: ["own"] },
    own: { source: "export {};" },
    direct: { ...defineModule("direct", source), packages: ["pg"] },
    through: { ...defineModule("through", source), imports: ["middle"] },
    middle: { source: "export {};", imports: ["deep"] },
    deep: { source: "export {};", imports: ["middle"], packages: ["got", "ajv"] },
  },
  { prefix: "x", options: { secrets: { vault: { TOKEN: "t" } } } },
);

const keys = ["plain.kind", "plain.keyed", "plain.parent", "direct.kind", "through.kind"];

test.each([
  [undefined, ["thread", "process", "process", "process", "process"]],
  ["auto", ["thread", "process", "process", "process", "process"]],
  ["thread", ["thread", "thread", "process", "thread", "thread"]],
  ["process", ["process", "process", "process", "process", "process"]],
] as const)("`isolation: %s` runs actions without, with secrets, with permissions and with packages", async (isolation, kinds) => {
  const { runtime } = await build.open({ isolation });
  expect(await Promise.all(keys.map((key) => runtime.run(key, {})))).toEqual(kinds);
});

test("`stats` tells the kind of each lane and domain", async () => {
  const { runtime } = await build.open({ lanes: 1 });
  for (const key of keys) await runtime.run(key, {});
  const { lanes, domains } = runtime.stats();
  const expected = {
    "": "thread",
    vault: "process",
    "plain.parent:": "process",
    "+packages": "process", // code of packages is kept out of the threads of the project's own
  };
  expect(Object.fromEntries(lanes.map(({ domain, isolation }) => [domain, isolation]))).toEqual(expected);
  expect(Object.fromEntries(Object.entries(domains).map(([name, each]) => [name, each.isolation]))).toEqual(expected);
});

test("lanes that all share are what the most demanding action needs", async () => {
  const { runtime } = await build.open({ sharing: "all" });
  expect(await Promise.all(keys.map((key) => runtime.run(key, {})))).toEqual(keys.map(() => "process"));
  expect(Object.keys(runtime.stats().domains).sort()).toEqual(["all", "plain.parent:"]);
});

test("the choice says why", () => {
  const { modules } = build.fixture.current;
  const needs = { permissions: [], packages: packagesReached(modules, "through"), secrets: ["vault"] };
  expect(chooseLaneKind("auto", needs)).toEqual({ kind: "process", reason: "imports `ajv`, `got`" });
  expect(chooseLaneKind("auto", { ...needs, packages: [] })).toEqual({
    kind: "process",
    reason: "reads secrets of `vault`",
  });
  expect(chooseLaneKind("auto", { ...needs, packages: ["a", "b", "c", "d"] }).reason).toBe(
    "imports `a`, `b`, `c` and 1 more",
  );
  expect(chooseLaneKind("thread", { ...needs, permissions: ["native"] }).reason).toBe("has `@permission native`");
  expect(chooseLaneKind("sandbox", { ...needs, permissions: ["native"] }).kind).toBe("sandbox");
  expect(chooseLaneKind("auto", { permissions: [], packages: [], secrets: [] }).reason).toBe(
    "imports no packages and reads no secrets",
  );
});
