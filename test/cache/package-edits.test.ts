import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { ts } from "../../codegen/read/typescript/typescript.js";
import { type Files, makeProject, temporaryFolder, writeFiles } from "../project/make-project.js";
import { rewriteInSecret, touch } from "./edited-tree.js";

// Types of packages are kept, and given up with anything that they follow from. `edits.test.ts` has more, at random.

const manifest = (name: string, more: object = {}): string =>
  JSON.stringify({ name, version: "1.0.0", type: "module", types: "./index.d.ts", ...more });

const use = (body: string, type = "Order"): string => `import { Client, type Order } from "shop";
/** Get it. */
export async function get(): Promise<${type}> {
  ${body}
}
`;

const project: Files = {
  "package.json": '{ "name": "p", "type": "module", "dependencies": { "shop": "1.0.0", "gifts": "1.0.0" } }\n',
  "tsconfig.json":
    '{ "compilerOptions": { "module": "nodenext", "lib": ["es2023"], "types": [] }, "include": ["types"] }\n',
  "node_modules/shop/package.json": manifest("shop"),
  "node_modules/shop/index.js": "export class Client {}\n",
  "node_modules/shop/index.d.ts":
    'export * from "./types.js";\nimport type { Order } from "./types.js";\nexport declare class Client { order(id: string): Promise<Order>; }\n',
  "node_modules/shop/types.d.ts":
    'import type { Item } from "parts";\nexport interface Order { id: string; item: Item }\n',
  "node_modules/parts/package.json": manifest("parts"),
  "node_modules/parts/index.d.ts": "export interface Item { name: string; a?: string }\n",
  "node_modules/gifts/package.json": manifest("gifts"),
  "node_modules/gifts/index.js": "export const gift = 1;\n",
  "node_modules/gifts/index.d.ts": "export declare const gift: 1;\n",
  "actions/tools/orders.ts": use('return new Client().order("1");'),
  "actions/tools/gifts.ts":
    'import { gift } from "gifts";\n/** Give it. */\nexport function give(): string { return String(gift); }\n',
  "actions/tools/plain.ts": "/** Plain. */\nexport function plain(): string { return String(1); }\n",
};

const item = "node_modules/parts/index.d.ts";

/** Edits that change what is read, and what the committed files hold then. */
const edits: readonly (readonly [name: string, edit: (root: string) => void, seen: string])[] = [
  [
    "a version, as an installation leaves it",
    (root) =>
      writeFiles(root, {
        "node_modules/.package-lock.json": '{ "packages": { "node_modules/parts": { "version": "2.0.0" } } }\n',
        "node_modules/parts/package.json": manifest("parts", { version: "2.0.0" }),
        [item]: "export interface Item { second: string }\n",
      }),
    "second",
  ],
  [
    "a file that is patched in place",
    (root) => writeFiles(root, { [item]: "export interface Item { other: string }\n" }),
    "other",
  ],
  [
    "a patch of the same size that leaves the file's time",
    (root) => rewriteInSecret(join(root, item), "export interface Item { mane: string; a?: string }\n"),
    "mane",
  ],
  [
    "a patch of a package that adds to another one's type",
    (root) =>
      writeFiles(root, {
        "node_modules/gifts/index.d.ts":
          'export declare const gift: 1;\ndeclare module "parts" { interface Item { wrapped: string } }\n',
        // Only what it imports can be added to.
        "node_modules/gifts/package.json": manifest("gifts", { dependencies: { parts: "*" } }),
      }),
    "wrapped",
  ],
  [
    "the package's entry",
    (root) =>
      writeFiles(root, {
        "node_modules/parts/package.json": manifest("parts", { types: "./new.d.ts" }),
        "node_modules/parts/new.d.ts": "export interface Item { entered: string }\n",
      }),
    "entered",
  ],
  [
    "a copy that is nearer to the package",
    (root) =>
      writeFiles(root, {
        "node_modules/shop/node_modules/parts/package.json": manifest("parts"),
        "node_modules/shop/node_modules/parts/index.d.ts": "export interface Item { nearer: string }\n",
      }),
    "nearer",
  ],
  [
    "a path of tsconfig.json",
    (root) =>
      writeFiles(root, {
        "tsconfig.json":
          '{ "compilerOptions": { "module": "nodenext", "lib": ["es2023"], "types": [], "paths": { "parts": ["./mine.d.ts"] } } }\n',
        "mine.d.ts": "export interface Item { mapped: string }\n",
      }),
    "mapped",
  ],
  [
    "a file of the actions that adds to the type",
    (root) =>
      writeFiles(root, {
        "actions/tools/more.ts":
          'import "shop";\nexport {};\ndeclare module "shop" { interface Order { owned: string } }\n',
      }),
    "owned",
  ],
  [
    "a declaration file that adds to the type",
    (root) =>
      writeFiles(root, {
        "types/shop.d.ts": 'export {};\ndeclare module "shop" { interface Order { declared: string } }\n',
      }),
    "declared",
  ],
  [
    "the type that is returned",
    (root) => writeFiles(root, { "actions/tools/orders.ts": use('return "1";', 'Order["id"]') }),
    '"type": "string"',
  ],
];

const written = async (root: string, cache: boolean): Promise<string> => {
  const report = await codegen({ cwd: root, cache });
  expect(report.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  // Hashes of code say nothing of types.
  return readFileSync(join(root, "generated/manifest.json"), "utf8").replace(/"hash": ".*"/g, "");
};

describe.each([
  ["read by syntax", {}],
  ["inferred", { "actions/tools/orders.ts": use('return new Client().order("1");').replace(": Promise<Order>", "") }],
] as const)("a type of a package that was %s", (_, more) => {
  it.each(edits)("is read again after %s", { timeout: 60_000 }, async (_name, edit, seen) => {
    const root = makeProject({ ...project, ...more });
    await sleep(50);
    const before = await written(root, true);
    edit(root);
    const after = await written(root, true);
    expect(after).not.toBe(before);
    expect(after).toContain(seen);
    expect(after).toBe(await written(root, false));
    expect((await codegen({ cwd: root })).files.filter(({ status }) => status !== "unchanged")).toEqual([]);
  });
});

it(
  "asks the type checker for nothing after an edit of a body, of another action, or a touch",
  { timeout: 60_000 },
  async () => {
    const typed = use('return new Client().order("1");', 'Awaited<ReturnType<Client["order"]>>');
    const root = makeProject({ ...project, "actions/tools/orders.ts": typed });
    await sleep(50);
    await written(root, true);
    const create = vi.spyOn(ts, "createProgram");
    const before = await written(root, true);
    writeFiles(root, { "actions/tools/orders.ts": typed.replace('order("1")', 'order("2")') });
    expect(await written(root, true)).toBe(before);
    writeFiles(root, {
      "actions/tools/orders.ts": `${typed}/** Another. */\nexport function another(): number { return 1; }\n`,
    });
    expect(await written(root, true)).toContain("another");
    touch(join(root, item));
    expect(await written(root, true)).toContain("another");
    expect(create).not.toHaveBeenCalled();
    create.mockRestore();
  },
);

it("prints the warnings of a run from scratch after each edit of a body", { timeout: 60_000 }, async () => {
  const code = (body: string): string => `import { Client, type Order } from "shop";
/** Get it. */
export async function get(id: string): Promise<Order> {
  ${body}
}
/** Get a part of it. */
export async function part(id: string): Promise<{ order: Order } | { item: Order["item"] }> {
  return { order: await get(id) };
}
`;
  const warnings = async (root: string, cache: boolean): Promise<readonly string[]> => {
    const { problems } = await codegen({ cwd: root, cache });
    return problems.map(({ code: id, at, message }) => `${id} ${at.start} ${message}`);
  };
  const root = makeProject({ ...project, "actions/tools/orders.ts": code('return new Client().order("1");') });
  await sleep(50);
  for (const body of ["return new Client().order(id);", "const client = new Client();\n  return client.order(id);"]) {
    const before = await warnings(root, true);
    expect(before.filter((each) => each.startsWith("ACT204"))).toHaveLength(2);
    writeFiles(root, { "actions/tools/orders.ts": code(body) });
    const after = await warnings(root, true);
    expect(after).toEqual(await warnings(root, false));
    expect(await warnings(root, true)).toEqual(after);
  }
});

it("searches declarations that tsconfig.json leaves out again after they change", { timeout: 60_000 }, async () => {
  const root = makeProject({
    ...project,
    "other/env.d.ts": "interface Ambient { a: string }\n",
    "actions/tools/orders.ts": "/** F. */\nexport function f(): Ambient { throw new Error(); }\n",
  });
  await sleep(50);
  const hints = async (cache: boolean): Promise<readonly string[]> =>
    (await codegen({ cwd: root, cache })).problems.filter(({ code }) => code === "ACT305").map(({ hint }) => hint);
  expect(await hints(true)).toEqual([expect.stringContaining("`other/env.d.ts` declares it")]);
  for (const files of [
    { "other/env.d.ts": "interface Renamed { a: string }\n" },
    { "other/deep/more.d.ts": "interface Ambient { a: string }\n" },
  ]) {
    const before = await hints(true);
    writeFiles(root, files);
    const after = await hints(true);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await hints(false));
  }
});

it("reads a package in a folder that was removed and comes back", { timeout: 60_000 }, async () => {
  const root = makeProject(project);
  await sleep(50);
  const before = await written(root, true);
  rmSync(join(root, "node_modules/gifts"), { recursive: true });
  await codegen({ cwd: root });
  mkdirSync(join(root, "node_modules/gifts"));
  for (const [path, text] of Object.entries(project)) {
    if (path.startsWith("node_modules/gifts/")) writeFileSync(join(root, path), text);
  }
  expect(await written(root, true)).toBe(before);
});

it(
  "reads one file after an edit of it, where a package that others import is a link to a folder",
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder();
    for (const [path, text] of Object.entries(project)) {
      if (!path.startsWith("node_modules/parts/")) continue;
      mkdirSync(join(folder, "lib"), { recursive: true });
      writeFileSync(join(folder, "lib", path.slice("node_modules/parts/".length)), text);
    }
    // Nothing imports this file, so it is not part of the program.
    writeFileSync(join(folder, "lib/test.d.ts"), "declare global { interface Item { tested: string } }\nexport {};\n");
    const own = Object.entries(project).filter(([path]) => !path.startsWith("node_modules/"));
    const takes = `import type { Item } from "parts";\n/** Take it. */\nexport function take(): Item { return { name: "" }; }\n`;
    const sources = { ...Object.fromEntries(own), "actions/tools/orders.ts": takes };
    const root = makeProject({ ...sources, "actions/tools/gifts.ts": takes.replaceAll("take", "give") });
    symlinkSync(join(folder, "lib"), join(root, "node_modules/parts"));
    await sleep(50);
    await written(root, true);
    writeFiles(root, { "actions/tools/plain.ts": "/** Plain. */\nexport function plain(): number { return 1; }\n" });
    const read: number[] = [];
    await codegen({ cwd: root, onProgress: ({ phase, total }) => void (phase === "read" && read.push(total)) });
    expect(read).toEqual([1]);
    writeFileSync(join(folder, "lib/index.d.ts"), "export interface Item { linked: string }\n");
    expect(await written(root, true)).toContain("linked");
  },
);
