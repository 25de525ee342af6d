import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { originOf, packCompiled, unpackCompiled } from "../../codegen/cache/compiled-script.js";
import { codegen } from "../../codegen/codegen.js";
import { execute } from "../project/execute.js";
import { makeProject, root as repository, temporaryFolder } from "../project/make-project.js";
import { bytesBelow } from "./edited-tree.js";
import { fine } from "./fine-project.js";

// The code that V8 has compiled of TypeScript and of the packages in dist is kept for the next process. It makes a difference to the
// time alone.

vi.setConfig({ testTimeout: 120_000 });

const text = Buffer.from("const answer = 42;");
const compiled = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7919 + 31) % 251));

describe("what was compiled", () => {
  const packed = packCompiled(originOf(text), compiled);

  it("is found again", () => {
    expect(unpackCompiled(originOf(text), packed)).toEqual(compiled);
  });

  it("of another text of the same length is not", () => {
    expect(unpackCompiled(originOf(Buffer.from("const answer = 43;")), packed)).toBeUndefined();
  });

  it("and was damaged anywhere is not", () => {
    const found = [...packed.keys()].filter((at) => {
      const damaged = Buffer.from(packed.map((byte, index) => (index === at ? byte ^ 4 : byte)));
      return unpackCompiled(originOf(text), damaged) !== undefined;
    });
    expect(found).toEqual([]);
  });

  it("and was cut off is not", () => {
    for (const length of [0, 1, 20, packed.length - 1]) {
      expect(unpackCompiled(originOf(text), packed.subarray(0, length))).toBeUndefined();
    }
  });
});

/** Runs codegen on a project of its own, with the compiled code in `folder`; returns the generated files. */
async function run(folder: string, ...flags: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const cwd = makeProject(fine);
  const { code, stderr } = await execute(["node", join(repository, "dist/cli.js"), "codegen", ...flags], {
    cwd,
    env: { ...process.env, NODE_COMPILE_CACHE: folder },
  });
  expect({ code, stderr }).toEqual({ code: flags.includes("--check") ? 1 : 0, stderr: "" });
  return flags.includes("--check") ? new Map() : bytesBelow(join(cwd, "generated"));
}

/** Lists the files of compiled code in a folder, in which Node itself may keep its own. */
function left(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^(?:packages|typescript)-/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

it("a run leaves it, the next ones use it as it is, damaged it is made anew, and without it all is the same", async () => {
  const folder = temporaryFolder();
  const plain = makeProject(fine);
  await codegen({ cwd: plain, cache: false });
  const expected = bytesBelow(join(plain, "generated"));
  await run(folder, "--check");
  expect(left(folder)).toEqual([]);
  expect(await run(folder)).toEqual(expected);
  const files = left(folder);
  expect(files).toHaveLength(2);
  const before = files.map((file) => statSync(file));
  for (const { size } of before) expect(size).toBeGreaterThan(300_000);
  expect(await run(folder)).toEqual(expected);
  expect(left(folder)).toEqual(files);
  expect(files.map((file) => statSync(file).mtimeMs)).toEqual(before.map(({ mtimeMs }) => mtimeMs));
  const damaged = files.map((file) => readFileSync(file).fill(7, 200_000, 200_100));
  for (const [index, file] of files.entries()) writeFileSync(file, damaged[index] ?? "");
  // A folder in which nothing can be kept, such as one below a file, makes no difference either.
  expect(await Promise.all([run(folder), run(join(plain, "package.json"))])).toEqual([expected, expected]);
  expect(left(folder)).toEqual(files);
  expect(files.map((file, index) => readFileSync(file).equals(damaged[index] ?? Buffer.alloc(0)))).toEqual([
    false,
    false,
  ]);
});
