import { rmSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../project/make-project.js";
import { type Fixture, makeBuild } from "./fixtures/make-build.js";
import { runProgram } from "./fixtures/programs.js";
import { defineModule } from "./fixtures/read-module.js";

// Programs of their own that use the built package, as services do.

/** Makes a build of one module, removed after the test. */
async function buildOf(source: string): Promise<Fixture> {
  const fixture = await makeBuild({ main: defineModule("main", source) });
  onTestFinished(() => rmSync(fixture.generated, { recursive: true, force: true }));
  return fixture;
}

test("importing the runtime loads neither compilers nor what only lanes or failures need", () => {
  const { stderr } = runProgram("list-loading", {});
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
    "codegen.js",
    "node-worker-threads-pool",
    "node:worker_threads",
    "node:child_process",
    "node:crypto",
    "libsql",
    "jose",
    "store.js",
  ];
  for (const name of heavy) expect(loaded, name).not.toMatch(new RegExp(`(^|/)${name}(/|$)`, "m"));
});

test("a store of secrets loads its database and cryptography when there is one, or when it is written", () => {
  const { stderr } = runProgram("list-loading", { home: temporaryFolder() });
  const [before = "", after = ""] = stderr.split("absent");
  for (const name of ["/store.js", "/libsql/", "/jose/"]) {
    expect(before).not.toContain(name);
    expect(after).toContain(name);
  }
});

test("calls hold the process, an idle runtime does not", async () => {
  const source = "export async function later() { await new Promise((r) => setTimeout(r, 300)); return 'later'; }";
  const fixture = await buildOf(source);
  const { status, stdout } = runProgram("run-without-limit", { generated: fixture.generated, key: "main.later" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "later\n" });
});

test("in process, too, a failure's stack points at the author's lines", async () => {
  const source = "type Text = string;\n\nexport function fails(text?: Text) {\n  throw new Error('broken');\n}";
  const fixture = await buildOf(source);
  const { stdout } = runProgram("print-stack", { generated: fixture.generated, key: "main.fails" });
  expect(stdout).toContain("main.ts:4:");
});

test("what an action prints never reaches the host's output", async () => {
  const source =
    "export function print() { console.log('from within'); process.stderr.write('from within'); return 1; }";
  const fixture = await buildOf(source);
  const program = runProgram("print-result", { generated: fixture.generated, key: "main.print" });
  expect(program).toMatchObject({ status: 0, stdout: "1\n", stderr: "" });
});
