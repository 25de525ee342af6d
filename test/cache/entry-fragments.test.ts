import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { makeProject, writeFiles } from "../project/make-project.js";
import { cacheFiles, fine } from "./fine-project.js";

// Of an action that did not change, the printed parts are found: no part is printed, hashed and kept again.

vi.setConfig({ testTimeout: 60_000 });

const helper = (text: string): string => `export function helped(): string { return "${text}"; }\n`;
const action = (name: string, body: string): string =>
  `import { helped } from "./_helper.js";\n/** Do it: \u2028 é. */\nexport function ${name}(given: string): string { return helped() + given + ${body}; }\n`;

const project = {
  ...fine,
  "actions/tools/_helper.ts": helper("one"),
  "actions/tools/first.ts": action("first", "1"),
  "actions/tools/second.ts": action("second", "2"),
};

/** Returns the number of parts that were ever kept; each edit is followed by a comparison with a run from scratch. */
async function partsAfter(root: string, files: Readonly<Record<string, string>> = {}): Promise<number> {
  await sleep(50);
  writeFiles(root, files);
  await codegen({ cwd: root });
  expect(await codegen({ cwd: root, cache: false, check: "all" })).toMatchObject({ ok: true });
  return (
    cacheFiles(root)
      .get("results")
      ?.match(/^entry-\S+ \d+ [0-9a-f]{64}$/gm)?.length ?? 0
  );
}

it("keeps a part anew only of actions that changed, or whose code did", async () => {
  const root = makeProject(project);
  const first = await partsAfter(root);
  expect(first).toBeGreaterThan(2);
  expect(await partsAfter(root, { "actions/tools/first.ts": action("first", "3") })).toBe(first + 1);
  expect(await partsAfter(root, { "actions/tools/_helper.ts": helper("two") })).toBe(first + 3);
  // A line more moves an action, and changes none.
  expect(await partsAfter(root, { "actions/tools/second.ts": `\n${action("second", "2")}` })).toBe(first + 3);
  expect(await partsAfter(root, { "actions/tools/first.ts": action("first", "1") })).toBe(first + 4);
});

it("names the file of an action that has moved", async () => {
  const root = makeProject(project);
  await partsAfter(root);
  renameSync(join(root, "actions/tools/first.ts"), join(root, "actions/tools/moved.ts"));
  await partsAfter(root);
  expect(readFileSync(join(root, "generated/manifest.json"), "utf8")).toContain('"actions/tools/moved.ts"');
});

it("keeps no code of validators, and prints a pack again that the build has lost", async () => {
  const root = makeProject(project);
  await partsAfter(root);
  const folder = join(root, "generated/build/validators");
  const [pack = ""] = readdirSync(folder);
  const code = readFileSync(join(folder, pack), "utf8");
  expect(cacheFiles(root).get("results")).not.toContain(code.slice(0, code.indexOf("\n")));
  rmSync(join(folder, pack));
  await partsAfter(root);
  expect(readFileSync(join(folder, pack), "utf8")).toBe(code);
  writeFileSync(join(folder, pack), "// by hand\n");
  await partsAfter(root);
  expect(readFileSync(join(folder, pack), "utf8")).toBe(code);
});
