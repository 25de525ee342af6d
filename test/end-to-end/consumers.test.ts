import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { atEndOfFile } from "../project/at-end.js";
import { execute } from "../project/execute.js";
import { makeProject, root, writeFiles } from "../project/make-project.js";
import { readFixture } from "./read-fixture.js";

// Projects that use the package type-check with both versions of TypeScript that are in use, with the declarations of the
// package checked too, and a mistake is reported where it is.

const compilers = { "5.9": "typescript", "7": "typescript7" } as const;
const settings = {
  "nodenext without types": { module: "nodenext", types: [] },
  "nodenext with Node's types": { module: "nodenext", types: ["node"] },
  "a bundler with a browser's types": {
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom"],
    types: [],
  },
} as const;

const atEnd = atEndOfFile();
const projects = new Map<string, string>();

/** Type-checks files of a project; returns the first line of each error. */
async function typeErrors(
  project: string,
  {
    compiler,
    options,
    files,
  }: { readonly compiler: string; readonly options: object; readonly files: readonly string[] },
): Promise<readonly string[]> {
  const compilerOptions = {
    ...{ target: "es2023", lib: ["es2023"], strict: true, noEmit: true, skipLibCheck: false },
    ...options,
  };
  writeFiles(project, { "tsconfig.check.json": JSON.stringify({ compilerOptions, files }) });
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const { stdout } = await execute(["node", tsc, "-p", "tsconfig.check.json", "--pretty", "false"], { cwd: project });
  return stdout.split("\n").filter((line) => /^\S/.test(line));
}

beforeAll(async () => {
  for (const type of ["module", "commonjs"]) {
    const project = makeProject(
      {
        "package.json": JSON.stringify({ name: "consumer", type }),
        "actions/tools/echo.ts": readFixture("echo.ts"),
        "main.ts": readFixture("every-entry.ts"),
        "wrong.ts": readFixture("wrong-calls.ts"),
      },
      atEnd,
    );
    expect(await codegen({ cwd: project })).toMatchObject({ ok: true });
    projects.set(type, project);
  }
});

/** Returns the projects in which a setting is tried: both in a long run, else one of them, and by the other compiler the other. */
function projectsFor(setting: string, compiler: string): readonly string[] {
  const all = [...projects.values()];
  if (process.env.ACTIONARY_LONG !== undefined) return all;
  const index = Object.keys(settings).indexOf(setting) + Object.values<string>(compilers).indexOf(compiler);
  return all.filter((_, at) => at === index % all.length);
}

describe.each(Object.entries(compilers))("TypeScript %s", (_, compiler) => {
  it.each(Object.entries(settings))("takes every entry of the package: %s", async (name, options) => {
    for (const project of projectsFor(name, compiler)) {
      expect(await typeErrors(project, { compiler, options, files: ["main.ts"] })).toEqual([]);
    }
  });

  it("reports a mistake in a call at the key, at the argument or at the option", async () => {
    const options = settings["nodenext without types"];
    const errors = await typeErrors(projects.get("module") ?? "", { compiler, options, files: ["wrong.ts"] });
    expect(errors.map((line) => line.replace(/^(\S+) error (TS\d+): .*$/, "$1 $2"))).toEqual([
      "wrong.ts(5,41): TS2322",
      "wrong.ts(6,21): TS2345",
      "wrong.ts(7,52): TS2561",
      expect.stringMatching(/^wrong\.ts\(8,39\): TS2(345|741)$/),
      "wrong.ts(9,56): TS2561",
      "wrong.ts(10,21): TS2345",
      "wrong.ts(11,45): TS2322",
    ]);
    expect(errors[0]).toContain("Type 'number' is not assignable to type 'string'");
  });
});
