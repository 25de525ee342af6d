import { describe, expect, it } from "vitest";
import type { ActionModel } from "../../../codegen/model/models.js";
import { type Files, makeProject } from "../../project/make-project.js";
import { compileAt, errorsOf, withLeanProject } from "../compile-project.js";

// Types that come from packages and from declaration files, which no case can hold: packages are not committed.

const manifest = (name: string): string => JSON.stringify({ name, version: "1.0.0", types: "index.d.ts" });

/** A package with an interface, and another that adds to it. */
const packages: Files = {
  "node_modules/conf/package.json": manifest("conf"),
  "node_modules/conf/index.d.ts": "export interface Conf {\n  a: string;\n}\n",
  "node_modules/more/package.json": manifest("more"),
  "node_modules/more/index.d.ts":
    'import "conf";\ndeclare module "conf" {\n  interface Conf {\n    b: number;\n  }\n}\n',
};

const takingConf =
  'import type { Conf } from "conf";\n/**\n * F.\n *\n * @param x - X.\n */\nexport function f(x: Conf): void {\n  void x;\n}\n';

async function actionIn(files: Files, resolver: "light" | "full"): Promise<ActionModel> {
  return withLeanProject({ ...packages, ...files }, async (root) => {
    const compiled = await compileAt(root, { resolver });
    expect(errorsOf(compiled).filter((error) => !error.startsWith("ACT605"))).toEqual([]);
    const action = compiled.actions.get("t.f");
    if (action === undefined) throw new Error("no action was read");
    return action;
  });
}

describe.each(["light", "full"] as const)("a type of a package (%s)", (resolver) => {
  const namesIn = async (files: Files): Promise<readonly string[]> => {
    const { definitions = {} } = (await actionIn(files, resolver)).input;
    const { Conf } = definitions as Readonly<Record<string, { readonly properties: object }>>;
    return Object.keys(Conf?.properties ?? {});
  };

  it("is read as its package declares it", async () => {
    expect(await namesIn({ "actions/t.ts": takingConf })).toEqual(["a"]);
  });

  it("has what another package adds", async () => {
    expect(await namesIn({ "actions/t.ts": takingConf, "actions/_more.ts": 'import "more";\n' })).toEqual(["a", "b"]);
  });

  it("has what a file of the project adds, which nothing imports", async () => {
    const text = 'import "conf";\ndeclare module "conf" {\n  interface Conf {\n    c: number;\n  }\n}\n';
    expect(await namesIn({ "actions/t.ts": takingConf, "actions/_own.ts": text })).toEqual(["a", "c"]);
    expect(await namesIn({ "actions/t.ts": takingConf, "actions/own.d.ts": text })).toEqual(["a", "c"]);
  });

  it("has import types, deep in its files", async () => {
    const files: Files = {
      "node_modules/deep/package.json": manifest("deep"),
      "node_modules/deep/index.d.ts":
        'export interface Deep {\n  one: import("./one").One;\n}\nexport declare class Client {\n  static of: { one: typeof import("./one") };\n}\n',
      "node_modules/deep/one.d.ts": 'export type One = "x" | "y";\nexport declare const two: import("conf").Conf;\n',
      "actions/t.ts":
        'import { Client, type Deep } from "deep";\nimport { secret } from "actionary";\nexport const aws = secret({ name: "aws", keys: ["A"] });\n/**\n * F.\n *\n * @param x - X.\n */\nexport function f(x: Deep): string {\n  return x.one + typeof Client + aws.get("A");\n}\n',
    };
    const { definitions = {} } = (await actionIn(files, resolver)).input;
    expect(definitions).toMatchObject({ Deep: { properties: { one: { enum: ["x", "y"] } } } });
  });
});

describe.each(["light", "full"] as const)("declaration files (%s)", (resolver) => {
  const taking = "/**\n * F.\n *\n * @param x - X.\n */\nexport function f(x: Ambient): void {\n  void x;\n}\n";
  const ambient = "interface Ambient {\n  a: string;\n}\n";
  const options = { module: "nodenext", lib: ["es2023"], types: [] };
  const config = (more: object): string => JSON.stringify({ compilerOptions: options, ...more });

  const plain = "Import it, or mend its name.";
  const leftOut =
    "`env.d.ts` declares it, which tsconfig.json leaves out: name that file in `include` or `files` there.";

  it.each([
    ["below the actions", { "actions/types.d.ts": ambient }],
    ["that tsconfig.json names", { "tsconfig.json": config({ files: ["env.d.ts"] }), "env.d.ts": ambient }],
    ["that it includes", { "tsconfig.json": config({ include: ["types"] }), "types/all.d.ts": ambient }],
    ["that it includes by default", { "tsconfig.json": config({}), "env.d.ts": ambient }],
    [
      "that a configuration includes which it extends",
      {
        "tsconfig.json": config({ extends: "./base.json" }),
        "base.json": '{ "include": ["types"] }',
        "types/a.d.ts": ambient,
      },
    ],
  ] satisfies [string, Files][])("%s are read", async (_name, files) => {
    const { input } = await actionIn({ "actions/t.ts": taking, ...files }, resolver);
    expect(input.definitions).toMatchObject({ Ambient: { properties: { a: { type: "string" } } } });
  });

  it.each([
    ["that it leaves out", { "tsconfig.json": config({ include: ["actions"] }), "env.d.ts": ambient }, leftOut],
    ["that its files leave out", { "tsconfig.json": config({ files: ["a.ts"] }), "env.d.ts": ambient }, leftOut],
    ["that it excludes", { "tsconfig.json": config({ exclude: ["env.d.ts"] }), "env.d.ts": ambient }, leftOut],
    [
      "that declare a global in a module",
      { "tsconfig.json": config({ include: ["actions"] }), "env.d.ts": `export {};\ndeclare global {\n${ambient}}\n` },
      leftOut,
    ],
    ["that are modules", { "tsconfig.json": config({ include: ["actions"] }), "env.d.ts": `export ${ambient}` }, plain],
    ["that were generated", { "tsconfig.json": config({}), "generated/env.d.ts": ambient }, plain],
  ] satisfies [string, Files, string][])("%s are not, and the problem says so", async (_name, files, hint) => {
    const problems = await withLeanProject({ "actions/t.ts": taking, ...files }, async (root) => {
      const { problems: all } = await compileAt(root, { resolver });
      return all.map((problem) => `${problem.code}: ${problem.hint}`);
    });
    expect(problems).toEqual([`ACT305: ${hint}`]);
  });

  it("are not without a tsconfig.json, and the problem says so", async () => {
    const { problems } = await compileAt(makeProject({ "actions/t.ts": taking, "env.d.ts": ambient }), { resolver });
    expect(problems.map(({ hint }) => hint)).toEqual([
      "`env.d.ts` declares it, which no tsconfig.json includes: add one, or move the file below the actions.",
    ]);
  });
});
