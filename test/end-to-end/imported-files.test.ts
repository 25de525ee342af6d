import { cpSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { currentFreshness } from "../../codegen/freshness.js";
import type { CurrentBuild } from "../../runtime/contract/build.js";
import type { JsonObject } from "../../runtime/contract/json.js";
import { createRuntime } from "../../runtime/index.js";
import { type Files, linkPackage, makeProject, root, temporaryFolder, writeFiles } from "../project/make-project.js";

// Whatever actions import travels with the build: modules from elsewhere in the project and its workspace, JSON, and files that
// `new URL("./file", import.meta.url)` names. Each is checked against its hash before a lane loads the module.

/** Generates a project and returns its problems, each as its code and message. */
async function generate(cwd: string): Promise<readonly string[]> {
  const { problems, ok } = await codegen({ cwd });
  expect(ok).toBe(problems.every(({ severity }) => severity !== "error"));
  return problems.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`);
}

/** Calls actions of a project in lanes, and returns their results. */
async function runAll(cwd: string, calls: Readonly<Record<string, JsonObject>>): Promise<readonly unknown[]> {
  const runtime = await createRuntime({ generated: join(cwd, "generated") });
  onTestFinished(() => runtime.close());
  const results: unknown[] = [];
  for (const [key, args] of Object.entries(calls)) results.push(await runtime.run(key, args));
  return results;
}

function currentOf(cwd: string): CurrentBuild {
  return JSON.parse(readFileSync(join(cwd, "generated/build/current.json"), "utf8")) as CurrentBuild;
}

function makeCase(): string {
  const folder = temporaryFolder();
  cpSync(join(root, "test/cases/imported-files"), folder, { recursive: true });
  linkPackage(folder);
  return folder;
}

/** A package whose default export is `value`. */
function packageOf(name: string, value: string): Files {
  const manifest = {
    name,
    version: "1.0.0",
    type: "module",
    exports: { types: "./index.d.ts", default: "./index.js" },
  };
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify(manifest),
    [`node_modules/${name}/index.js`]: `export default ${JSON.stringify(value)};\n`,
    [`node_modules/${name}/index.d.ts`]: "declare const value: string;\nexport default value;\n",
  };
}

describe("what actions import", { timeout: 60_000 }, () => {
  it("runs: modules by every kind of import, JSON, and files beside the source", async () => {
    const folder = makeCase();
    expect(await generate(folder)).toEqual([]);
    const data = { v: 2, "a-b": [1, { x: null }], default: "d" };
    const [modules, template, json, ...others] = await runAll(folder, {
      "tools.modules.import_modules": {},
      "tools.modules.read_template": {},
      "tools.json.import_json": {},
      "mail_service.send": {},
      "esm.be": {},
      "common.be": {},
      "script_bun.index_v2.run": {},
    });
    expect(modules).toEqual({
      ...{ builtin: "b", required: 1, assigned: 2, sameAssigned: 3, byAlias: 1, bySubpath: 1 },
      ...{ three: 3, chunk: "ours", half: 4 },
    });
    expect(template).toEqual({ text: "Hello {n}\n", bytes: 8 });
    expect(json).toMatchObject({ data, own: "own", alias: 2, later: 2 });
    expect(others).toEqual(["sent", "mts", "cts", "run"]);
    // The build is left out of commits without any rule of the project's own.
    expect(readFileSync(join(folder, "generated/build/.gitignore"), "utf8")).toBe("*\n");
  });

  it("is checked: a changed file beside a module, text or bytes, is refused", async () => {
    for (const name of ["asset:tools/my template%.txt", "asset:tools/bytes.bin"]) {
      const folder = makeCase();
      expect(await generate(folder)).toEqual([]);
      const { file } = currentOf(folder).modules[name] ?? { file: "" };
      const path = join(folder, "generated/build", file);
      // Another byte that is no UTF-8 either.
      writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, -1), Buffer.from([0xff])]));
      const runtime = await createRuntime({ generated: join(folder, "generated") });
      onTestFinished(() => runtime.close());
      await expect(runtime.run("tools.modules.read_template", {})).rejects.toMatchObject({ code: "NOT_BUILT" });
    }
  });

  it("is an input: an edit makes the build stale, changes the action's hash, and is built by the next run", async () => {
    const folder = makeCase();
    await generate(folder);
    const hash = (): string =>
      JSON.parse(readFileSync(join(folder, "generated/manifest.json"), "utf8")).actions["tools.modules.import_modules"]
        .hash;
    expect(currentFreshness({ cwd: folder })).toBe("fresh");
    const before = hash();
    writeFileSync(join(folder, "actions/tools/my template%.txt"), "Bye {n}\n");
    expect(currentFreshness({ cwd: folder })).toBe("stale");
    await generate(folder);
    expect(hash()).not.toBe(before);
    writeFileSync(join(folder, "lib/data.json"), '{ "v": 5 }');
    writeFileSync(join(folder, "lib/lodash.ts"), 'export const chunk = "edited";\n');
    await generate(folder);
    expect(
      await runAll(folder, { "tools.modules.read_template": {}, "tools.modules.import_modules": {} }),
    ).toMatchObject([{ text: "Bye {n}\n" }, { three: 6, chunk: "edited" }]);
  });
});

it(
  "`baseUrl`, a bundler's resolution and aliases lead to files of the project, never to a registry",
  { timeout: 60_000 },
  async () => {
    const options = {
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2023"],
      types: [],
      resolveJsonModule: true,
    };
    const folder = makeProject({
      "package.json": "{}",
      "tsconfig.json": JSON.stringify({ compilerOptions: { ...options, baseUrl: ".", paths: { "@/*": ["./*"] } } }),
      "lib/util.ts": 'import more from "lib/more";\nexport const util = more + 1;\n',
      "lib/more/index.ts": "export default 1;\n",
      "lib/data.json": '{ "v": 1 }',
      "lib/script.js": "export const script = 1;\n",
      "actions/a.ts":
        'import { util } from "@/lib/util";\nimport { util as same } from "../lib/util";\nimport { v } from "lib/data.json";\nimport data from "@/lib/data.json";\n/** Add. */\nexport async function add(): Promise<number[]> {\n  return [util, same, v, data.v];\n}\n',
    });
    expect(await generate(folder)).toEqual([]);
    expect(await runAll(folder, { "a.add": {} })).toEqual([[2, 2, 1, 1]]);
    writeFiles(folder, {
      "actions/b.ts":
        'import { script } from "lib/script";\nimport { gone } from "@/gone";\n/** Be. */\nexport async function be(): Promise<unknown> {\n  return [gone, script];\n}\n',
    });
    const { problems } = await codegen({ cwd: folder });
    expect(problems.map(({ code, hint }) => [code, hint.includes("npm i")])).toEqual([
      ["ACT607", false],
      ["ACT607", false],
    ]);
  },
);

describe("packages of a workspace", { timeout: 60_000 }, () => {
  const files: Files = {
    "package.json": '{ "name": "mono", "private": true, "type": "module", "workspaces": ["packages/*"] }',
    ...packageOf("luxon", "2026"),
    "packages/shared/package.json": JSON.stringify({
      ...{ name: "@acme/shared", version: "1.0.0", type: "module", exports: { ".": "./src/index.ts" } },
      dependencies: { luxon: "*" },
    }),
    "packages/shared/src/index.ts":
      'import { trim } from "./trim.js";\nexport interface Alert { id: string }\nexport function normalise(alert: Alert): Alert {\n  return { id: trim(alert.id) };\n}\n',
    "packages/shared/src/trim.ts":
      'import year from "luxon";\nexport const trim = (text: string): string => [text.trim(), year].join(" ");\n',
    "packages/actions/package.json":
      '{ "name": "@acme/actions", "type": "module", "dependencies": { "@acme/shared": "*" } }',
    "packages/actions/actions/alerts.ts":
      'import { type Alert, normalise } from "@acme/shared";\n/**\n * Normalise an alert.\n *\n * @param alert - The alert.\n */\nexport async function normaliseAlert(alert: Alert): Promise<string> {\n  return normalise(alert).id;\n}\n',
  };
  const makeWorkspace = (more: Files = {}): string => {
    const folder = makeProject({ ...files, ...more });
    mkdirSync(join(folder, "node_modules/@acme"));
    for (const name of ["shared", "built"])
      symlinkSync(`../../packages/${name}`, join(folder, "node_modules/@acme", name));
    return folder;
  };

  it("are compiled into the build where their entry is TypeScript, with the packages that they import", async () => {
    const folder = join(makeWorkspace(), "packages/actions");
    expect(await generate(folder)).toEqual([]);
    expect(currentOf(folder).packages).toEqual({ luxon: "*" });
    expect(await runAll(folder, { "alerts.normalise_alert": { alert: { id: " x " } } })).toEqual(["x 2026"]);
  });

  it("are found from the root, too: the package.json nearest to the actions counts", async () => {
    const folder = makeWorkspace();
    const { project, problems } = await codegen({
      cwd: folder,
      actions: "packages/actions/actions",
      out: "packages/actions/generated",
    });
    expect([project.root, project.actions]).toEqual([join(folder, "packages/actions"), "actions"]);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("are packages where Node loads JavaScript of them, whatever their types are read from", async () => {
    const folder = makeWorkspace({
      "packages/built/package.json": JSON.stringify({
        ...{ name: "@acme/built", version: "1.0.0", type: "module" },
        exports: { ".": { types: "./src/index.ts", default: "./dist/index.js" } },
      }),
      "packages/built/src/index.ts": 'export const from: string = "src";\n',
      "packages/built/dist/index.js": 'export const from = "dist";\n',
      "packages/actions/package.json": '{ "dependencies": { "@acme/shared": "*", "@acme/built": "*" } }',
      "packages/actions/actions/built.ts":
        'import { from } from "@acme/built";\n/** Say. */\nexport async function say(): Promise<string> {\n  return from;\n}\n',
    });
    const cwd = join(folder, "packages/actions");
    expect(await generate(cwd)).toEqual([]);
    expect(currentOf(cwd).packages).toEqual({ "@acme/built": "*", luxon: "*" });
    expect(await runAll(cwd, { "built.say": {} })).toEqual(["dist"]);
  });

  it("are never looked for in a registry", async () => {
    const folder = makeWorkspace({
      "packages/other/package.json": '{ "name": "@acme/other" }',
      "packages/actions/actions/other.ts":
        'import { other } from "@acme/other";\n/** Say. */\nexport async function say(): Promise<string> {\n  return other;\n}\n',
    });
    const { problems } = await codegen({ cwd: join(folder, "packages/actions") });
    expect(problems.map(({ code, hint }) => [code, hint.includes("npm i")])).toContainEqual(["ACT607", false]);
  });

  it("outside of the workspace, and TypeScript in node_modules, are refused with their place", async () => {
    const outside = temporaryFolder();
    writeFiles(outside, {
      "package.json": '{ "name": "strange", "exports": "./index.ts" }',
      "index.ts": "export const strange = 1;\n",
    });
    const folder = makeProject({
      "package.json": '{ "dependencies": { "strange": "*", "copied": "*" } }',
      "node_modules/copied/package.json": '{ "name": "copied", "exports": "./index.ts" }',
      "node_modules/copied/index.ts": "export const copied = 1;\n",
      "actions/a.ts":
        'import { strange } from "strange";\nimport { copied } from "copied";\n/** Say. */\nexport async function say(): Promise<number> {\n  return strange + copied;\n}\n',
    });
    symlinkSync(realpathSync(outside), join(folder, "node_modules/strange"));
    const [first, second] = await generate(folder);
    expect(first).toMatch(/^ACT607: The import `strange` cannot be used: .* lies outside of the project/);
    expect(second).toMatch(/^ACT607: The import `copied` cannot be used: .* is TypeScript in `node_modules`/);
  });
});
