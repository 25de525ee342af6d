import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { publint } from "publint";
import ts from "typescript";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { atEndOfFile } from "../project/at-end.js";
import { type Ended, execute } from "../project/execute.js";
import { root, temporaryFolder, writeFiles } from "../project/make-project.js";
import { readFixture } from "./read-fixture.js";

// The package as others use it: packed, installed into an empty project, and its output run elsewhere.

const action = readFixture("greeter.ts");
const service = readFixture("service.mjs");
const consumer = readFixture("consumer.ts");
// The package's bin where it is installed. `npx` finds the same one, and starts npm for it.
const bin = "node_modules/.bin/actionary";

const atEnd = atEndOfFile();
let folder: string;
/** The installed `node_modules`, moved to each project in turn, because to copy it takes seconds. */
let installed: string;

/** Makes a project, and moves the installed packages there. */
function makeProject(name: string, manifest: object): string {
  const project = join(folder, name);
  writeFiles(project, { "package.json": JSON.stringify(manifest) });
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

/** Type-checks a project on Node and the package's declarations, but not Node's own types. */
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
    const line = file && `${relative(project, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}`;
    return `${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

beforeAll(async () => {
  folder = temporaryFolder(atEnd);
  // A package of npm's kind that an action imports: it must be where the action runs.
  writeFiles(folder, { "shout/package.json": JSON.stringify({ name: "shout", version: "1.2.3", main: "index.cjs" }) });
  writeFiles(folder, { "shout/index.cjs": "exports.upper = (text) => text.toUpperCase();\n" });
  // `prepare` would only build again what is built, under the feet of other tests.
  const { stdout } = await must(["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder], root);
  const tarball = join(folder, JSON.parse(stdout)[0].filename);
  writeFiles(folder, { "project/package.json": JSON.stringify({ name: "project", private: true }) });
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
      writeFiles(project, { "src/actions/tools/greeter.ts": action });

      const generated = await must([bin, "codegen", "--json"], project);
      expect(JSON.parse(generated.stdout)).toMatchObject({ ok: true, actions: 1 });
      const ran = await must([bin, "run", "tools.greeter.greet", "--input", '{"name":"you"}'], project);
      expect(JSON.parse(ran.stdout)).toEqual({ greeting: "HELLO YOU!" });

      const elsewhere = join(folder, `service-${type}`);
      mkdirSync(elsewhere);
      renameSync(join(project, "src/generated"), join(elsewhere, "generated"));
      moveInstalledTo(elsewhere);
      rmSync(project, { recursive: true });
      writeFiles(elsewhere, { "service.mjs": service });
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
    writeFiles(project, { "actions/tools/greeter.ts": action });
    writeFiles(project, { "shout.d.ts": 'declare module "shout" { export function upper(text: string): string; }\n' });
    writeFiles(project, { "service.ts": consumer });
    writeFiles(project, { "wrong.ts": consumer.replace('name: "world"', "name: 1") });
    // Types that a service on Node has anyway.
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
