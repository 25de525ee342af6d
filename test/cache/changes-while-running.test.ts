import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import type { Progress } from "../../codegen/report/observer.js";
import { makeProject, writeFiles } from "../project/make-project.js";
import { bytesBelow } from "./edited-tree.js";
import { cacheOf, fine } from "./fine-project.js";

// A file that is saved while codegen runs is read by the next run: the text from before the edit is not taken for the
// present one.

vi.setConfig({ testTimeout: 60_000 });

const project = {
  ...fine,
  "package.json": '{ "type": "module", "dependencies": { "kinds": "1" } }\n',
  "tsconfig.json":
    '{ "compilerOptions": { "module": "nodenext", "target": "es2023", "lib": ["es2023"], "types": [] } }\n',
  "node_modules/kinds/package.json": '{ "name": "kinds", "version": "1.0.0", "types": "./index.d.ts" }\n',
  "node_modules/kinds/index.d.ts": 'export type Kind = "a";\n',
  "actions/tools/kind.ts": readFileSync(new URL("./fixtures/kind.ts", import.meta.url), "utf8"),
};

const edits: Readonly<Record<string, string>> = {
  "actions/tools/echo.ts": fine["actions/tools/echo.ts"]?.replace("Say a text again", "Say it once more") ?? "",
  "actions/_shared/text.ts": "export interface Text { TEXT: string }\n",
  "actions/tools/new.ts": '/** New. */\nexport function fresh(): string { return ""; }\n',
  "node_modules/kinds/index.d.ts": 'export type Kind = "b";\n',
  "node_modules/kinds/package.json": '{ "name": "kinds", "version": "1.0.1", "types": "./index.d.ts" }\n',
  "tsconfig.json":
    '{ "compilerOptions": { "module": "nodenext", "target": "es2022", "lib": ["es2023"], "types": [] } }\n',
  "package.json": '{ "type": "module", "dependencies": { "kinds": "2" } }\n',
};

it.each(
  Object.keys(edits).flatMap((path) => (["read", "validators"] as const).map((phase) => ({ path, phase }))),
)("an edit of $path during the phase `$phase`", async ({ path, phase }) => {
  const root = makeProject(project);
  await sleep(50);
  let isEdited = false;
  const onProgress = (progress: Progress): void => {
    if (isEdited || progress.phase !== phase || progress.done === 0) return;
    isEdited = true;
    writeFiles(root, { [path]: edits[path] ?? "" });
  };
  await codegen({ cwd: root, onProgress });
  expect(isEdited).toBe(true);
  // By now the file is old enough for its times to be trusted.
  await sleep(50);
  await codegen({ cwd: root });
  expect(bytesBelow(join(root, "generated"))).toEqual(await generatedAfter(path));
});

const generated = new Map<string, ReadonlyMap<string, string>>();

/** Returns the files that a run without a cache generates after an edit. */
async function generatedAfter(path: string): Promise<ReadonlyMap<string, string>> {
  const known = generated.get(path);
  if (known) return known;
  const copy = makeProject({ ...project, [path]: edits[path] ?? "" });
  await codegen({ cwd: copy, cache: false });
  const made = bytesBelow(join(copy, "generated"));
  generated.set(path, made);
  return made;
}

it("the cache may go at any time", async () => {
  const root = makeProject(project);
  const onProgress = (): void => rmSync(cacheOf(root), { recursive: true, force: true });
  await codegen({ cwd: root });
  for (const path of Object.keys(edits)) {
    writeFiles(root, { [path]: edits[path] ?? "" });
    expect((await codegen({ cwd: root, onProgress })).ok).toBe(true);
  }
  const copy = makeProject({ ...project, ...edits });
  await codegen({ cwd: copy, cache: false });
  expect(bytesBelow(join(root, "generated"))).toEqual(bytesBelow(join(copy, "generated")));
});
