import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { leanOptions, makeProject, temporaryFolder } from "../project/make-project.js";

function projectWith(path: string): string {
  return makeProject({
    "tsconfig.json": leanOptions,
    "package.json": '{ "name": "p" }',
    "actions/a.ts": `/**\n * Writes.\n *\n * @permission fs:${path}\n */\nexport function write(): void {}\n`,
    "data/x.txt": "x",
    "database/x.txt": "x",
  });
}

const refused = [
  ...["generated", "generated/", "./generated", "generated/build", "generated/build/modules/x.js", "data/../generated"],
  ...["actions", "actions/a.ts", "actions/new.json", "package.json", "tsconfig.json", "package-lock.json"],
  ...[
    "node_modules",
    "node_modules/actionary/",
    "node_modules/x/data",
    ".cache",
    ".cache/actionary/results",
    ".git/hooks",
  ],
  ...[".", "./", "..", "../", "../..", "/", "//", "/.", "~", "~/data", "*", "data/*", "gen*", "/*"],
] as const;

it.each(refused)("ACT232: @permission fs:%s is refused at the tag", async (path) => {
  const cwd = projectWith(path);
  mkdirSync(join(cwd, ".git"));
  const { diagnostics } = await codegen({ cwd, check: "committed", cache: false });
  expect(diagnostics).toMatchObject([{ code: "ACT232", file: "actions/a.ts", line: 4, column: 4 }]);
});

it.each([
  "data",
  "data/",
  "data/x.txt",
  "./data/../data",
  "database",
  "generated-files",
  "new/folder/",
  "/srv/data",
])("@permission fs:%s is taken", async (path) => {
  const { diagnostics } = await codegen({ cwd: projectWith(path), check: "committed", cache: false });
  expect(diagnostics).toEqual([]);
});

it("ACT232: follows links, to what they lead to and below the folder", async () => {
  for (const path of ["link", "link/build", "data", "up"]) {
    // In a folder of its own: what `up` leads to is read whole, and the folder of all temporary files is large.
    const cwd = join(temporaryFolder(), "project");
    renameSync(projectWith(path), cwd);
    symlinkSync("generated", join(cwd, "link"));
    symlinkSync("../actions/a.ts", join(cwd, "data/source"));
    symlinkSync("..", join(cwd, "up"));
    const { diagnostics } = await codegen({ cwd, check: "committed", cache: false });
    expect(diagnostics).toMatchObject([{ code: "ACT232" }]);
  }
});

it("covers the project by its absolute path, and by one that begins like it no more than others", async () => {
  const first = projectWith("data");
  for (const [path, codes] of [
    [first, []],
    [`${first}-more`, []],
  ] as const) {
    const { diagnostics } = await codegen({ cwd: projectWith(path), check: "committed", cache: false });
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  }
  const cwd = makeProject({ "tsconfig.json": leanOptions, "package.json": "{}" });
  const { diagnostics } = await codegen({ cwd: makeProjectIn(cwd), check: "committed", cache: false });
  expect(diagnostics.map(({ code }) => code)).toEqual(["ACT232"]);
});

/** A project whose permission names its own parent by an absolute path. */
function makeProjectIn(parent: string): string {
  const cwd = projectWith(join(parent, ".."));
  expect(basename(cwd)).not.toBe("");
  return cwd;
}
