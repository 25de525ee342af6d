import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { makeBuild } from "./fixture.js";

// Programs of their own that use the built package, as services do.

const root = fileURLToPath(new URL("../../", import.meta.url));

function runProgram(code: string): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const args = ["--no-warnings", "--input-type=module", "-e", code];
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", timeout: 20_000 });
}

/** Writes the URL of each module and the name of each CommonJS request to stderr. */
const tellLoading = `
  import { Module, register } from "node:module";
  const hooks = "export async function resolve(name, context, next) {" +
    " const found = await next(name, context); process._rawDebug(found.url); return found; }";
  register("data:text/javascript," + encodeURIComponent(hooks));
  const load = Module._load;
  Module._load = function (name, ...rest) { process._rawDebug(name); return load.call(this, name, ...rest); };
`;

test("importing the runtime loads neither compilers nor what only lanes or failures need", () => {
  const { stderr } = runProgram(`${tellLoading}
    await import("actionary/runtime");
    process._rawDebug("imported");
    Module.createRequire(import.meta.resolve("actionary/runtime"))("node-worker-threads-pool");
  `);
  const [loaded = "", later] = stderr.split("imported");
  expect(loaded).toContain("/dist/runtime.js");
  expect(later).toContain("node-worker-threads-pool"); // what is required is told of, too
  const heavy = [
    "typescript",
    "handlebars",
    "ajv",
    "tsx",
    "esbuild",
    "leven",
    "tsdoc",
    "better-ajv-errors",
    "codegen.js",
    "node-worker-threads-pool",
    "node:worker_threads",
    "node:child_process",
    "node:crypto",
  ];
  for (const name of heavy) expect(loaded, name).not.toMatch(new RegExp(`(^|/)${name}(/|$)`, "m"));
});

test("calls hold the process, an idle runtime does not", async () => {
  const source = "export async function later() { await new Promise((r) => setTimeout(r, 300)); return 'later'; }";
  const fixture = await makeBuild({ main: { source, actions: { "main.later": { export: "later" } } } });
  onTestFinished(() => rmSync(fixture.generated, { recursive: true, force: true }));
  const { status, stdout } = runProgram(`
    import { createRuntime } from "actionary/runtime";
    const runtime = await createRuntime({ generated: ${JSON.stringify(fixture.generated)} });
    runtime.run("main.later", {}, { timeout: Infinity }).then((result) => console.log(result));
  `);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "later\n" });
});

test("in process, too, a failure's stack points at the author's lines", async () => {
  const source = "type Text = string;\n\nexport function fails(text?: Text) {\n  throw new Error('broken');\n}";
  const fixture = await makeBuild({ main: { source, actions: { "main.fails": { export: "fails" } } } });
  onTestFinished(() => rmSync(fixture.generated, { recursive: true, force: true }));
  const { stdout } = runProgram(`
    import { createInProcessExecutor } from "actionary/runtime";
    const executor = await createInProcessExecutor({ generated: ${JSON.stringify(fixture.generated)} });
    await executor.run("main.fails", {}).catch(({ failure }) => console.log(failure.stack));
  `);
  expect(stdout).toContain("main.ts:4:");
});

test("what an action prints never reaches the host's output", async () => {
  const source =
    "export function print() { console.log('from within'); process.stderr.write('from within'); return 1; }";
  const fixture = await makeBuild({ main: { source, actions: { "main.print": { export: "print" } } } });
  onTestFinished(() => rmSync(fixture.generated, { recursive: true, force: true }));
  const program = runProgram(`
    import { createRuntime } from "actionary/runtime";
    const runtime = await createRuntime({ generated: ${JSON.stringify(fixture.generated)} });
    console.log(await runtime.run("main.print", {}));
    await runtime.close();
  `);
  expect(program).toMatchObject({ status: 0, stdout: "1\n", stderr: "" });
});
