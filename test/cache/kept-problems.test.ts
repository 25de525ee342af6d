import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { type CodegenMemory, createMemory } from "../../codegen/cache/memory.js";
import { codegen } from "../../codegen/codegen.js";
import type { Diagnostic } from "../../codegen/report/problems.js";
import type { AtEnd } from "../project/at-end.js";
import { type Files, leanOptions, makeProject, writeFiles } from "../project/make-project.js";
import { action, file } from "./knobs/write-source.js";

// Problems are kept with the readings that met them: a file with a problem is read again only when something of it changes.
// The tests run side by side, since each waits until its files are no longer young.

vi.setConfig({ testTimeout: 120_000 });

/** Project that is changed file by file; its problems are compared with those of a run from scratch. */
interface Kept {
  /** Writes files and runs; returns the number of files that were read, and the problems. */
  readonly after: (files: Files) => Promise<{ readonly read: number; readonly problems: readonly string[] }>;
  readonly root: string;
}

async function keep(
  files: Files,
  atEnd: AtEnd,
  { memory, strict = false }: { memory?: CodegenMemory; strict?: boolean } = {},
): Promise<Kept> {
  const root = makeProject({ "tsconfig.json": leanOptions, "package.json": '{ "type": "module" }\n', ...files }, atEnd);
  const options = { cwd: root, ...(strict ? { strict } : {}) };
  const after = async (changed: Files): ReturnType<Kept["after"]> => {
    writeFiles(root, changed);
    await sleep(50);
    const seen = new Set<number>();
    const onProgress = ({ phase, done }: { phase: string; done: number }): void => {
      if (phase === "read") seen.add(done);
    };
    const warm = await codegen({ ...options, onProgress, ...(memory ? { memory } : {}) });
    memory?.settle();
    const scratch = await codegen({ ...options, cache: false, check: "all" });
    expect(warm.diagnostics).toEqual(scratch.diagnostics);
    expect(warm.ok).toBe(scratch.ok);
    await sleep(50);
    const again = await codegen(options);
    expect(again.diagnostics).toEqual(scratch.diagnostics);
    return { read: seen.size, problems: warm.diagnostics.map(inShort) };
  };
  await after({});
  return { root, after };
}

function inShort({ file: path, line, code, message }: Diagnostic): string {
  return `${path}:${line} ${code} ${/^`[^`]*`/.exec(message)?.[0] ?? message}`;
}

const vague = "{ a: string } | { b: string }";
const users = Array.from({ length: 8 }, (_, index) => index);

/** Actions in a file each, which all use `Entity`. */
function usersOf(type: string): Files {
  return Object.assign(
    {},
    ...users.map((index) =>
      file(`actions/user${index}.ts`, 'import type { Entity } from "./_types.js";', action(`use${index}`, type)),
    ),
  );
}

const typesFile = (...lines: readonly string[]): Files => file("actions/_types.ts", ...lines);
const warned = [
  `export interface Entity { id: string; attributes: ${vague}; /** How many. @unlikely tag */ count: number }`,
];

it.concurrent.for([
  "a new process",
  "a process that stays",
])("reads one file after one edit, with warnings in a shared type: %s", async (kind, { onTestFinished }) => {
  const shared = [`export interface Entity { id: string; attributes: ${vague} }`];
  const memory = kind === "a new process" ? undefined : createMemory();
  const { after } = await keep(
    { ...usersOf("Entity[]"), ...typesFile(...shared) },
    onTestFinished,
    memory ? { memory } : {},
  );
  const warning = "ACT312 `Entity.attributes`";
  const edit = (text: string): Files =>
    file("actions/user3.ts", 'import type { Entity } from "./_types.js";', text, action("use3", "Entity[]"));
  expect(await after(edit("const body = 1; void body;"))).toEqual({
    read: 1,
    problems: [`actions/_types.ts:1 ${warning}`],
  });
  expect(await after(file("actions/user4.ts", action("use4", "string")))).toEqual({
    read: 1,
    problems: [`actions/_types.ts:1 ${warning}`],
  });
  // Whoever is read first, the warning is the same.
  expect(await after(file("actions/user0.ts", action("use0", "string")))).toEqual({
    read: 1,
    problems: [`actions/_types.ts:1 ${warning}`],
  });
  // The place has moved, so that all who use the type are read again.
  expect(await after(typesFile("", "", ...shared))).toEqual({ read: 7, problems: [`actions/_types.ts:3 ${warning}`] });
  expect(await after(typesFile("export interface Entity { id: string }"))).toEqual({ read: 7, problems: [] });
});

it.concurrent("keeps what is right of files with errors: one file is read when one of ten is mended, or another is edited", async ({
  onTestFinished,
}) => {
  const wrong = (index: number): Files =>
    file(
      `actions/wrong${index}.ts`,
      action(`wrong${index}`, ["Map<string, number>", "Gone", "any", "() => void", "{ it: any }"][index % 5] ?? ""),
      index === 5 ? "}" : "",
    );
  const all: Files = Object.assign({}, ...Array.from({ length: 10 }, (_, index) => wrong(index)), usersOf("Entity"));
  const memory = createMemory();
  const { after } = await keep({ ...all, ...typesFile(...warned) }, onTestFinished, { memory });
  const before = await after({});
  expect(before.read).toBe(0);
  expect(before.problems.filter((each) => each.includes("wrong")).length).toBeGreaterThanOrEqual(10);
  expect((await after(file("actions/user1.ts", action("use1", "string")))).read).toBe(1);
  for (const [index, left] of [9, 8, 7].entries()) {
    const { read, problems } = await after(file(`actions/wrong${index}.ts`, action(`wrong${index}`, "string")));
    expect(read).toBe(1);
    expect(new Set(problems.flatMap((each) => /wrong\d/.exec(each)?.[0] ?? [])).size).toBe(left);
  }
  // A file that does not parse is not parsed again either.
  expect((await after(file("actions/wrong5.ts", action("wrong5", "string")))).read).toBe(1);
  // The name of the property is used elsewhere now: its fix is no longer offered, though its file was not read.
  expect((await after(file("actions/user2.ts", action("use2", "string"), "void ({} as { it: 1 }).it;"))).read).toBe(1);
});

it.concurrent("tells strict warnings apart from others, and keeps both", async ({ onTestFinished }) => {
  const { after } = await keep(
    { ...usersOf("Entity"), ...typesFile(`export interface Entity { a: ${vague} }`) },
    onTestFinished,
    { strict: true },
  );
  expect((await after(file("actions/user1.ts", action("use1", "string")))).read).toBe(1);
});

it.concurrent("checks defaults and examples later that could not be checked while there were errors", async ({
  onTestFinished,
}) => {
  const documented = (value: string): Files =>
    typesFile(
      "export interface Entity {",
      "  /**",
      "   * How many.",
      "   *",
      `   * @default ${value}`,
      "   */",
      "  count?: number;",
      "}",
    );
  const wrong = file("actions/wrong.ts", action("wrong", "() => void"));
  const { after } = await keep({ ...usersOf("Entity"), ...documented('"many"'), ...wrong }, onTestFinished);
  const right = file("actions/wrong.ts", action("wrong", "string"));
  expect(await after(right)).toEqual({ read: 1, problems: [expect.stringContaining("_types.ts:5 ACT308")] });
  expect(await after(file("actions/user1.ts", action("use1", "string")))).toEqual({
    read: 1,
    problems: [expect.stringContaining("_types.ts:5 ACT308")],
  });
  expect(await after(documented("3"))).toMatchObject({ problems: [] });
});

it.concurrent("reports each part of types that mention each other, whoever of them is read first", async ({
  onTestFinished,
}) => {
  const circle = typesFile(
    `export interface One { two?: Two; bad: ${vague} }`,
    `export interface Two { three?: Three; worse: ${vague} }`,
    `export interface Three { one?: One; worst: ${vague} }`,
  );
  const use = (name: string, type: string): Files =>
    file(`actions/${name}.ts`, `import type { ${type} } from "./_types.js";`, action(name, type));
  const { after } = await keep(
    { ...circle, ...use("a", "One"), ...use("b", "Two"), ...use("c", "Three") },
    onTestFinished,
  );
  const expected = ["ACT312 `One.bad`", "ACT312 `Two.worse`", "ACT312 `Three.worst`"].map(
    (text, index) => `actions/_types.ts:${index + 1} ${text}`,
  );
  for (const name of ["a", "b"]) {
    expect(await after(file(`actions/${name}.ts`, action(name, "string")))).toEqual({ read: 1, problems: expected });
  }
});

it.concurrent("reports what a type of a package is refused for where each definition of the actions uses it", async ({
  onTestFinished,
}) => {
  const vendor = {
    "node_modules/vendor/package.json": '{ "name": "vendor", "types": "./index.d.ts" }\n',
    "node_modules/vendor/index.d.ts":
      "export interface Bag { inner: Inner }\nexport interface Inner { map: Map<string, 1>; set: Set<string> }\n",
  };
  const types = typesFile(
    'import type { Bag } from "vendor";',
    "export interface Entity {",
    "  first: Bag;",
    "  second: Bag[];",
    "}",
  );
  const own = (type: string): Files =>
    file("actions/own.ts", 'import type { Bag } from "vendor";', action("own", type));
  const { after } = await keep({ ...vendor, ...types, ...usersOf("Entity"), ...own("Bag") }, onTestFinished);
  const shared = [
    "actions/_types.ts:3 ACT301 `Entity.first.inner.map`",
    "actions/_types.ts:4 ACT301 `Entity.second[].inner.map`",
  ];
  expect((await after({})).problems).toEqual([...shared, "actions/own.ts:7 ACT301 `input.inner.map`"]);
  expect(await after(own("string"))).toEqual({ read: 1, problems: shared });
  expect(await after(file("actions/user0.ts", action("use0", "string")))).toEqual({ read: 1, problems: shared });
});

it.concurrent("reports a function once that two files export, and still when the first of them has gone", async ({
  onTestFinished,
}) => {
  const { after, root } = await keep(
    {
      ...file("actions/_made.ts", `export function made(input: ${vague}): string { return String(input); }`),
      ...file("actions/one.ts", 'export { made } from "./_made.js";'),
      ...file("actions/two.ts", 'export { made as second } from "./_made.js";'),
    },
    onTestFinished,
  );
  const first = (await after({})).problems;
  expect(first).toEqual(["actions/_made.ts:1 ACT201 `made`", "actions/_made.ts:1 ACT312 `input`"]);
  rmSync(join(root, "actions/one.ts"));
  expect(await after({})).toEqual({
    read: 0,
    problems: ["actions/_made.ts:1 ACT201 `second`", "actions/_made.ts:1 ACT312 `input`"],
  });
});

it.concurrent.for([
  ["actions/late.d.ts", "interface Late { a: string }"],
  ["types/late.d.ts", "interface Late { a: string }"],
  ["actions/_late.ts", "export {};\ndeclare global { interface Late { a: string } }"],
] as const)("finds a name that was missing once %s declares it", async ([path, text], { onTestFinished }) => {
  const { after, root } = await keep(
    {
      ...file("actions/use.ts", action("use", "Late")),
      ...usersOf("Entity"),
      ...typesFile("export type Entity = 1;"),
    },
    onTestFinished,
  );
  expect((await after({})).problems).toEqual([expect.stringContaining("ACT305")]);
  expect((await after(file(path, text))).problems).toEqual([]);
  rmSync(join(root, path));
  expect((await after({})).problems).toEqual([expect.stringContaining("ACT305")]);
});

it.concurrent("finds a module that was missing once it is there", async ({ onTestFinished }) => {
  const { after } = await keep(
    {
      ...file("actions/use.ts", 'import type { Late } from "./_late.js";', action("use", "Late")),
      ...file("actions/vendor.ts", 'import type { Later } from "later";', action("more", "Later")),
    },
    onTestFinished,
  );
  expect((await after({})).problems.join()).toMatch(/use\.ts.*ACT305|use\.ts.*ACT607/);
  expect((await after(file("actions/_late.ts", "export interface Late { a: string }"))).read).toBe(2);
  const later = {
    "node_modules/later/package.json": '{ "name": "later", "version": "1.0.0", "types": "./index.d.ts" }\n',
    "node_modules/later/index.d.ts": "export interface Later { a: string }\n",
  };
  expect((await after(later)).read).toBe(1);
});

it.concurrent("reports a secret that cannot be read with its own file, whoever names it", async ({
  onTestFinished,
}) => {
  const secret = (...lines: readonly string[]): Files =>
    file(
      "actions/_secret.ts",
      'import { secret } from "actionary";',
      ...lines,
      "export const it = secret({ name: String(1), keys: [] });",
    );
  const tagged = (text: string): Files =>
    file(
      "actions/tagged.ts",
      text,
      "/**\n * Do it.\n *\n * @secret it\n */",
      'export function doIt(): string { return ""; }',
    );
  const { after } = await keep({ ...secret(), ...tagged("") }, onTestFinished);
  expect((await after({})).problems).toEqual([
    expect.stringContaining("_secret.ts:2 ACT403"),
    expect.stringContaining("tagged.ts:5 ACT401"),
  ]);
  expect((await after(secret("", ""))).problems[0]).toContain("_secret.ts:4 ACT403");
  expect((await after(tagged("const more = 1; void more;"))).problems).toHaveLength(2);
});
