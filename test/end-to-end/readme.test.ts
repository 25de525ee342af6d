import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { execute } from "../project/execute.js";
import { linkPackage, linkTypes, root, temporaryFolder, writeFiles } from "../project/make-project.js";

// The README's action and mistake give what it shows.

const readme = readFileSync(join(root, "README.md"), "utf8");

function projectWith(file: string, text: string): string {
  const folder = temporaryFolder();
  writeFiles(folder, { [file]: text, "package.json": "{}" });
  linkPackage(folder);
  return folder;
}

it("its action is one, without a problem", async () => {
  const [, example = ""] = /```ts\n(\/\/ actions\/tools\/abuseipdb\.ts\n[\s\S]*?)```/.exec(readme) ?? [];
  const folder = projectWith("actions/tools/abuseipdb.ts", example);
  expect(await codegen({ cwd: folder })).toMatchObject({ ok: true, actions: 1, diagnostics: [] });
  const { actions } = JSON.parse(readFileSync(join(folder, "generated/manifest.json"), "utf8"));
  expect(readme).toContain(`"${Object.keys(actions)[0]}"`);
});

const types = process.env.ACTIONARY_LONG === undefined ? ["commonjs"] : ["commonjs", "module"];

it.each(types)("its call compiles and starts in what npm makes: type %s", async (type) => {
  const [, example = ""] = /```ts\n(\/\/ actions\/tools\/abuseipdb\.ts\n[\s\S]*?)```/.exec(readme) ?? [];
  const [, service = ""] = /```ts\n(import \{ createRuntime \}[\s\S]*?)```/.exec(readme) ?? [];
  const folder = projectWith("actions/tools/abuseipdb.ts", example);
  const compilerOptions = { target: "es2023", module: "nodenext", strict: true, noEmit: true, types: ["node"] };
  writeFiles(folder, {
    "package.json": JSON.stringify({ name: "project", version: "1.0.0", type }),
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["service.ts"] }),
    "service.ts": service,
  });
  linkTypes(folder);
  expect(await codegen({ cwd: folder })).toMatchObject({ ok: true });
  for (const compiler of ["typescript", "typescript7"]) {
    const checked = await execute(["node", join(root, "node_modules", compiler, "bin/tsc"), "-p", "."], {
      cwd: folder,
    });
    expect(checked, compiler).toMatchObject({ code: 0, stdout: "" });
  }
  // The call is made, and lacks its key.
  const started = await execute(["node", join(root, "node_modules/tsx/dist/cli.mjs"), "service.ts"], { cwd: folder });
  expect(started).toMatchObject({ code: 1, stderr: expect.stringMatching(/SECRET_MISSING/) });
});

it("its mistake is shown as it says", async () => {
  const [, shown = "", line = ""] =
    /```console\n(actions\/cache\/put\.ts[\s\S]*?\n4 \| (export [^\n]*)\n[\s\S]*?)```/.exec(readme) ?? [];
  const text = `/**\n * Put entries.\n * @param entries - Entries. */\n${line}\n  void entries;\n}\n`;
  const folder = projectWith("actions/cache/put.ts", text);
  const { code, stderr } = await execute(["node", join(root, "dist/cli.js"), "codegen"], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain(shown.trim());
});
