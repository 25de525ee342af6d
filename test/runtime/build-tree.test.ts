import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { createInProcessExecutor, createRuntime } from "../../runtime/index.js";
import { leanOptions, makeProject, temporaryFolder } from "../project/make-project.js";

// A build holds what codegen made and nothing else: Node looks for packages in folders beside the modules first.

let generated = "";
let remove = (): void => {};

beforeAll(async () => {
  const cwd = makeProject(
    {
      "tsconfig.json": leanOptions,
      "package.json": '{ "name": "p" }',
      "actions/a.ts": '/** Says hello. */\nexport function hello(): string { return "hello"; }\n',
    },
    (end) => {
      remove = end;
    },
  );
  expect((await codegen({ cwd, cache: false })).ok).toBe(true);
  generated = join(cwd, "generated");
});

afterAll(() => remove());

function spoilt(spoil: (build: string) => void): string {
  const folder = join(temporaryFolder(), "generated");
  cpSync(generated, folder, { recursive: true });
  spoil(join(folder, "build"));
  return folder;
}

const put =
  (file: string, text = "{}") =>
  (build: string): void => {
    mkdirSync(dirname(join(build, file)), { recursive: true });
    writeFileSync(join(build, file), text);
  };

const link =
  (file: string, target: string) =>
  (build: string): void => {
    rmSync(join(build, file), { recursive: true, force: true });
    symlinkSync(target, join(build, file));
  };

function moveModules(build: string): void {
  renameSync(join(build, "modules"), join(build, "../modules"));
  link("modules", "../modules")(build);
}

test("a build as codegen left it is taken", async () => {
  const runtime = await createRuntime({ generated: spoilt(() => {}), lanes: 1 });
  expect(await runtime.run("a.hello", {})).toBe("hello");
  await runtime.close();
});

const spoils: readonly (readonly [name: string, spoil: (build: string) => void])[] = [
  ["modules/node_modules", put("modules/node_modules/x/package.json")],
  ["node_modules", put("node_modules/x/index.js", "")],
  ["validators/node_modules", (build) => mkdirSync(join(build, "validators/node_modules"))],
  ["node_modules", link("node_modules", "/tmp")],
  ["node_modules", put("node_modules", "a file")],
  ["modules/package.json", put("modules/package.json", '{ "type": "commonjs" }')],
  ["modules/new.js", put("modules/new.js", "")],
  ["new.js", put("new.js", "")],
  ["deep/er/new.js", put("deep/er/new.js", "")],
  ["package.json", put("package.json", '{ "type": "module", "imports": { "#x": "./x.js" } }')],
  ["package.json", put("package.json", '{ "type": "commonjs" }')],
  ["package.json", put("package.json", "no JSON")],
  ["sdk.js", put("sdk.js", "export {};")],
  ["index.js", put("index.js", "export {};")],
  ["index.js", (build) => rmSync(join(build, "index.js"))],
  ["sources.json", link("sources.json", "/etc/hostname")],
  ["modules", moveModules],
  ["next", link("next", "/tmp")],
  ["lock", (build) => mkdirSync(join(build, "lock/node_modules"), { recursive: true })],
];

test.each(spoils)("a build whose %s was added or changed is refused by that name", async (name, spoil) => {
  const folder = spoilt(spoil);
  for (const open of [createRuntime, createInProcessExecutor]) {
    await expect(open({ generated: folder })).rejects.toMatchObject({
      code: "NOT_BUILT",
      message: expect.stringContaining(join(folder, "build", name)),
    });
  }
});

test("while codegen writes, files of another generation may lie there, but no package", async () => {
  const writing = spoilt((build) => {
    put("lock", "{}")(build);
    put("next/0", "a file to come")(build);
    put("modules/a-000000000000.js", "")(build);
    put("index.js", "the next one")(build);
  });
  const runtime = await createRuntime({ generated: writing, lanes: 1 });
  expect(await runtime.run("a.hello", {})).toBe("hello");
  await runtime.close();
  put("modules/node_modules/x/package.json")(join(writing, "build"));
  await expect(createRuntime({ generated: writing })).rejects.toMatchObject({ code: "NOT_BUILT" });
});
