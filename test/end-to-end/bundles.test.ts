import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { atEndOfFile } from "../project/at-end.js";
import { type Ended, execute } from "../project/execute.js";
import { makeProject, root, temporaryFolder } from "../project/make-project.js";
import { readFixture } from "./read-fixture.js";

// A service in a bundle: with the setting of docs/bundling.md its calls run, without it `createRuntime` says the setting.

const service = `
import { createInProcessExecutor, createRuntime } from "actionary/runtime";

async function main() {
  const isolation = process.env.ISOLATION;
  const open = isolation === "none" ? createInProcessExecutor() : createRuntime({ isolation });
  const runtime = await open;
  console.log(JSON.stringify(await runtime.run("tools.echo.say", { text: "hi" })));
  await runtime.close();
}
main().catch((error) => {
  console.error(error.name + ": " + error.message);
  process.exitCode = 1;
});
`;
const guide = readFileSync(join(root, "docs/bundling.md"), "utf8");
const sentence =
  /^Error: createRuntime: `actionary` is part of (?:a|the) bundle.*, where its lanes cannot start\. Keep it external\./;

const atEnd = atEndOfFile();
let project: string;

beforeAll(async () => {
  const files = { "package.json": '{"type":"module"}', "actions/tools/echo.ts": readFixture("echo.ts") };
  project = makeProject({ ...files, "service.ts": service }, atEnd);
  expect(await codegen({ cwd: project })).toMatchObject({ ok: true });
});

/** Runs a bundle in the project, without the warnings of Node about `require` of a module. */
function start(file: string, isolation = "thread"): Promise<Ended> {
  return execute(["node", "--no-warnings", file], { cwd: project, env: { ISOLATION: isolation } });
}

async function bundle(outfile: string, options: BuildOptions): Promise<string> {
  await build({
    ...{ absWorkingDir: project, entryPoints: ["service.ts"], bundle: true, platform: "node", logLevel: "error" },
    ...{ outfile, format: "esm", mainFields: ["module", "main"] },
    // Packages in CommonJS within an ES module look for `require`.
    ...(options.format === "cjs"
      ? {}
      : {
          banner: {
            js: 'import { createRequire as own } from "node:module"; const require = own(import.meta.url);',
          },
        }),
    ...options,
  });
  return outfile;
}

describe("a bundle of esbuild", () => {
  it.each([
    ["ESM", "out/esm.mjs", {}],
    ["minified", "out/min.mjs", { minify: true }],
    ["CommonJS", "out/cjs.cjs", { format: "cjs", logLevel: "silent" }],
  ] as const)("says what to set: %s", async (_, outfile, options) => {
    const file = await bundle(outfile, options);
    for (const isolation of ["thread", "process"]) {
      const { code, stderr } = await start(file, isolation);
      expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
      for (const setting of ["--external:actionary", "ssr: {", "serverExternalPackages", "externals: ["]) {
        expect(stderr).toContain(setting);
      }
    }
  });

  it.each([
    ["ESM", "out/external.mjs", { external: ["actionary"] as string[] }],
    ["CommonJS", "out/external.cjs", { format: "cjs", external: ["actionary"] as string[] }],
    ["all packages", "out/packages.mjs", { packages: "external" }],
  ] as const)("runs with its setting: %s", async (_, outfile, options) => {
    const file = await bundle(outfile, options);
    expect(await start(file)).toMatchObject({ code: 0, stdout: '["hi"]\n' });
    expect(await start(file, "process")).toMatchObject({ code: 0, stdout: '["hi"]\n' });
  });

  it("runs calls in the caller's own thread, and says so where it cannot", async () => {
    expect(await start(await bundle("out/own.mjs", {}), "none")).toMatchObject({ code: 0, stdout: '["hi"]\n' });
    const { code, stderr } = await start(await bundle("out/own.cjs", { format: "cjs", logLevel: "silent" }), "none");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("createInProcessExecutor: `actionary` is part of a bundle"),
    ]);
  });
});

it("the package's own bundle prints errors by their name", async () => {
  const script =
    'import { createRuntime } from "actionary/runtime"; createRuntime({ generated: "none" }).catch(console.log);';
  const { stdout } = await execute(["node", "--input-type=module", "--eval", script], { cwd: project });
  expect(stdout).toMatch(/^ActionError: There is no build: /);
});

describe("a bundle of Vite", () => {
  async function viteBuild(config: string): Promise<string> {
    writeFileSync(join(project, "vite.config.js"), config);
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const command = ["node", vite, "build", "--ssr", "service.ts", "--outDir", "vite", "--logLevel", "error"];
    const built = await execute(command, { cwd: project });
    expect(built).toMatchObject({ code: 0 });
    return "vite/service.js";
  }

  it("says what to set, and runs with its setting", async () => {
    const { code, stderr } = await start(await viteBuild("export default { ssr: { noExternal: true } };\n"));
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
    const [, config = ""] = /```js\n\/\/ vite\.config\.js[^\n]*\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(await start(await viteBuild(config))).toMatchObject({ code: 0, stdout: '["hi"]\n' });
  });
});

/** Installs webpack for the test, which takes longer than all others here: part of `npm run test:long`. */
function testWebpack(): void {
  it("a bundle of webpack says what to set, and runs with its setting", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const tools = [
      "npm",
      "install",
      "--no-audit",
      "--no-fund",
      "--prefix",
      folder,
      "webpack@5.113.0",
      "webpack-cli@6.0.1",
    ];
    expect(await execute(tools, { cwd: folder })).toMatchObject({ code: 0 });
    const [, config = ""] = /```js\n\/\/ webpack\.config\.mjs\n([\s\S]*?)```/.exec(guide) ?? [];
    const webpackBuild = async (name: string, settings: string): Promise<string> => {
      const own = `entry: "./service.mjs", mode: "production", output: { path: "${project}/webpack", filename: "${name}", module: true },`;
      writeFileSync(join(project, "webpack.config.mjs"), settings.replace("{", `{ ${own}`));
      writeFileSync(join(project, "service.mjs"), service);
      await execute(["node", join(folder, "node_modules/webpack-cli/bin/cli.js")], { cwd: project });
      return join("webpack", name);
    };
    expect(await start(await webpackBuild("external.mjs", config))).toMatchObject({ code: 0, stdout: '["hi"]\n' });
    const whole = 'export default { target: "node", experiments: { outputModule: true } };\n';
    const { code, stderr } = await start(await webpackBuild("whole.mjs", whole));
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
  });
}

if (process.env.ACTIONARY_LONG) testWebpack();
