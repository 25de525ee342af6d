import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { publint } from "publint";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Ended, execute, root, temporaryFolder } from "./checkout.js";

// The package as others use it: packed, installed into an empty project, and its output run elsewhere.

const action = `import { upper } from "shout";

/**
 * Greet somebody loudly.
 *
 * @param name - Who is greeted.
 */
export async function greet(name: string, mark = "!"): Promise<{ greeting: string }> {
  return { greeting: upper("hello " + name) + mark };
}
`;

const service = `import { createRuntime } from "actionary/runtime";

const runtime = await createRuntime({ generated: "generated" });
console.log(JSON.stringify(await runtime.run("tools.greeter.greet", { name: "world" })));
await runtime.close();
`;

const consumer = `import { codegen } from "actionary/codegen";
import { ActionError, createRuntime, type Json } from "actionary/runtime";
import { testAction } from "actionary/testing";
import type { Actions } from "./generated/index.js";
import { greet } from "./actions/tools/greeter.js";

const runtime = await createRuntime<Actions>({ generated: "generated" });
const { greeting } = await runtime.run("tools.greeter.greet", { name: "world" });
const other: Json = await runtime.run(greeting as string, {});
const direct: { greeting: string } = await testAction(greet, ["you"]);
export const all = [other, direct, ActionError, (await codegen()).ok];
`;

// How the package's bin is started where it is installed; `npx` finds the same one, and starts npm for it.
const bin = "node_modules/.bin/actionary";

let folder: string;
/** The installed `node_modules`, which each project in turn has for its own: moved, because to copy it takes seconds. */
let installed: string;

/** A project of its own that has what was installed. */
function makeProject(name: string, manifest: object): string {
  const project = join(folder, name);
  write(join(project, "package.json"), JSON.stringify(manifest));
  moveInstalledTo(project);
  return project;
}

function moveInstalledTo(project: string): void {
  const target = join(project, "node_modules");
  renameSync(installed, target);
  installed = target;
}

async function must(command: readonly string[], cwd: string): Promise<Ended> {
  const ended = await execute(command, { cwd });
  if (ended.code !== 0)
    throw new Error(`${command.join(" ")} ended with ${ended.code}:\n${ended.stdout}\n${ended.stderr}`);
  return ended;
}

function write(path: string, content: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
}

/** What TypeScript finds wrong in a project on Node and in the package's declarations; in Node's own types is nothing to find. */
function typeProblems(project: string, files: readonly string[]): readonly string[] {
  const options = {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    typeRoots: [join(project, "node_modules/@types")],
    lib: ["lib.es2023.d.ts"],
  };
  const rootNames = files.map((name) => join(project, name));
  const program = ts.createProgram(rootNames, options);
  const checked = program
    .getSourceFiles()
    .filter(({ fileName }) => !/\/(?:typescript\/lib|@types|undici-types)\//.test(fileName));
  expect(checked.map(({ fileName }) => fileName)).toContain(join(installed, "actionary/dist/types/runtime/index.d.ts"));
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...checked.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ].map(({ file, start = 0, messageText }) => {
    const place = file && `${relative(project, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}`;
    return `${place} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

beforeAll(async () => {
  folder = temporaryFolder(afterAll);
  // A package of npm's kind that an action imports: it must be where the action runs.
  write(join(folder, "shout/package.json"), JSON.stringify({ name: "shout", version: "1.2.3", main: "index.cjs" }));
  write(join(folder, "shout/index.cjs"), "exports.upper = (text) => text.toUpperCase();\n");
  // `prepare` would only build again what is built, under the feet of other tests.
  const { stdout } = await must(["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder], root);
  const tarball = join(folder, JSON.parse(stdout)[0].filename);
  write(join(folder, "project/package.json"), JSON.stringify({ name: "project", private: true }));
  const install = ["npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--install-links"];
  await must([...install, tarball, "../shout"], join(folder, "project"));
  installed = join(folder, "project/node_modules");
}, 120_000);

describe("a project that installs the package", () => {
  for (const type of ["module", "commonjs"]) {
    it(`of type ${type} generates, and its output runs where it is moved`, { timeout: 60_000 }, async () => {
      const manifest = JSON.parse(readFileSync(join(folder, "project/package.json"), "utf8"));
      const actionary = { actions: "src/actions", out: "src/generated" };
      const project = makeProject(`project-${type}`, { ...manifest, type, actionary });
      write(join(project, "src/actions/tools/greeter.ts"), action);

      const generated = await must([bin, "codegen", "--json"], project);
      expect(JSON.parse(generated.stdout)).toMatchObject({ ok: true, actions: 1 });
      const ran = await must([bin, "run", "tools.greeter.greet", "--input", '{"name":"you"}'], project);
      expect(JSON.parse(ran.stdout)).toEqual({ greeting: "HELLO YOU!" });

      const elsewhere = join(folder, `service-${type}`);
      mkdirSync(elsewhere);
      renameSync(join(project, "src/generated"), join(elsewhere, "generated"));
      moveInstalledTo(elsewhere);
      rmSync(project, { recursive: true });
      write(join(elsewhere, "service.mjs"), service);
      const { packages } = JSON.parse(readFileSync(join(elsewhere, "generated/manifest.json"), "utf8"));
      expect(Object.keys(packages)).toEqual(["shout"]);
      expect(JSON.parse((await must(["node", "service.mjs"], elsewhere)).stdout)).toEqual({ greeting: "HELLO WORLD!" });

      const [shout, removed] = [join(elsewhere, "node_modules/shout"), join(folder, "removed")];
      renameSync(shout, removed);
      onTestFinished(() => renameSync(removed, shout));
      const lacking = await execute(["node", "service.mjs"], { cwd: elsewhere });
      expect(lacking.stderr).toMatch(/NOT_BUILT/);
      expect(lacking.stderr).toMatch(/shout/);
    });
  }

  it("type-checks against the package, its declarations included", { timeout: 60_000 }, async () => {
    const manifest = { name: "project", type: "module", dependencies: { shout: "*" } };
    const project = makeProject("project-types", manifest);
    write(join(project, "actions/tools/greeter.ts"), action);
    write(join(project, "shout.d.ts"), 'declare module "shout" { export function upper(text: string): string; }\n');
    write(join(project, "service.ts"), consumer);
    write(join(project, "wrong.ts"), consumer.replace('name: "world"', "name: 1"));
    // What a service on Node has anyway.
    for (const name of ["@types/node", "undici-types"]) {
      mkdirSync(dirname(join(installed, name)), { recursive: true });
      symlinkSync(join(root, "node_modules", name), join(installed, name));
    }
    await must([bin, "codegen"], project);
    expect(typeProblems(project, ["service.ts", "wrong.ts", "shout.d.ts"])).toEqual([
      expect.stringMatching(/^wrong\.ts:8 [\s\S]*'number' is not assignable to type 'string'/),
    ]);
  });

  it("finds types and nothing superfluous in the package", async () => {
    const { messages } = await publint({
      pkgDir: join(installed, "actionary"),
      level: "warning",
      pack: false,
    });
    // `actionary/generated` is the checkout's own: every other project imports its own folder.
    const others = messages.filter(({ path }) => path[1] !== "./generated");
    expect(others).toEqual([]);
  });
});
