import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type CheckedFile, checkCommitted, checkGeneration } from "../../codegen/write/check-generation.js";
import { type FileSystem, nodeFileSystem } from "../../codegen/write/file-system.js";
import { writeGeneration } from "../../codegen/write/write-generation.js";
import { makeOut, readTree } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const old = makeGeneration("old");
const fresh = makeGeneration("new");

test("a generation that stands is unchanged, and nothing is written to tell so", async () => {
  const out = makeOut();
  await writeGeneration(out, old);
  const files = checkGeneration(out, old, { fs: readOnly });
  expect(files.length).toBe(Object.keys(readTree(out)).length);
  expect(stale(files)).toEqual({});
});

test("where nothing was written every file is missing", () => {
  const files = checkCommitted(makeOut(), old, { fs: readOnly });
  expect(stale(files)).toEqual(Object.fromEntries(old.committed.map(({ path }) => [path, { kind: "missing" }])));
});

test("a fresh clone, without build/, is judged by what git keeps", async () => {
  const out = makeOut();
  await writeGeneration(out, old);
  rmSync(join(out, "build"), { recursive: true });
  expect(stale(checkCommitted(out, old, { fs: readOnly }))).toEqual({});
  expect(stale(checkGeneration(out, old, { fs: readOnly }))["build/current.json"]).toEqual({
    kind: "missing",
  });
});

test("files that git checked out with CRLF are the same; an edit of one is told by its line", async () => {
  const out = makeOut();
  await writeGeneration(out, old);
  for (const { path, content } of old.committed) {
    writeFileSync(join(out, path), String(content).replaceAll("\n", "\r\n"));
  }
  expect(stale(checkCommitted(out, old, { fs: readOnly }))).toEqual({});
  const [first = "", second = ""] = String(old.committed[1]?.content).split("\n");
  writeFileSync(join(out, "actions.ts"), `${first}\r\nmine\r\n`);
  expect(stale(checkCommitted(out, old, { fs: readOnly }))).toEqual({
    "actions.ts": { kind: "different", line: 2, expected: second, actual: "mine" },
  });
});

test("files that were printed in parts are the same with CRLF, bytes are not", async () => {
  const out = makeOut();
  const parts = ["{\n", "}\n"].map((part) => Buffer.from(part));
  const content = Buffer.concat(parts);
  for (const artifact of [
    { path: "manifest.json", content, parts },
    { path: "manifest.json", content },
  ]) {
    const generation = { ...old, committed: [artifact] };
    await writeGeneration(out, generation);
    expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe("{\n}\n");
    writeFileSync(join(out, "manifest.json"), "{\r\n}\r\n");
    const isStale = "manifest.json" in stale(checkCommitted(out, generation, { fs: readOnly }));
    expect(isStale).toBe(!("parts" in artifact));
  }
});

test("an edit by hand is told with the first line that differs", async () => {
  const out = makeOut();
  await writeGeneration(out, old);
  const [marker = "", line] = String(old.committed[1]?.content).split("\n");
  for (const [content, number, expected, actual] of [
    [`${marker}\nexport const name = "mine";\n`, 2, line, 'export const name = "mine";'],
    [`${marker}\n${line}\n\nmore\n`, 4, undefined, "more"],
    [`${marker}\n${line}`, 3, "", undefined],
    [`${marker}\r\n${line}\n`, 1, marker, `${marker}\r`],
    ["", 1, marker, ""],
  ] as const) {
    writeFileSync(join(out, "actions.ts"), content);
    expect(stale(checkCommitted(out, old, { fs: readOnly }))).toEqual({
      "actions.ts": { kind: "different", line: number, expected, actual },
    });
  }
});

test("another generation: what differs, what is missing, what is no more", async () => {
  const out = makeOut();
  await writeGeneration(out, old);
  expect(stale(checkCommitted(out, fresh, { fs: readOnly }))).toMatchObject({
    "manifest.json": { kind: "different", line: 1 },
    "docs/new/page.md": { kind: "missing" },
    "docs/old/page.md": { kind: "orphan" },
  });
  const withBuild = stale(checkGeneration(out, fresh, { fs: readOnly }));
  const kinds = Object.entries(withBuild).map(([path, { kind }]) => `${path.replace(/-[0-9a-f]{8}/, "")} ${kind}`);
  expect(kinds).toContain("build/modules/old/m.js orphan");
  expect(kinds).toContain("build/modules/new/m.js missing");
  expect(kinds).toContain("build/index.js different");
});

test("files that others wrote are not judged", async () => {
  const out = makeOut();
  await writeGeneration(out, old);
  writeFileSync(join(out, "README.md"), "# Mine\n");
  writeFileSync(join(out, "docs/mine.md"), "# Mine\n");
  expect(stale(checkCommitted(out, old, { fs: readOnly }))).toEqual({});
});

test("a folder, or a file, that stands in the way counts as missing", async () => {
  const out = makeOut();
  mkdirSync(join(out, "actions.ts"), { recursive: true });
  writeFileSync(join(out, "docs"), "");
  expect(stale(checkCommitted(out, old, { fs: readOnly }))).toMatchObject({
    "actions.ts": { kind: "missing" },
    "docs/old/page.md": { kind: "missing" },
  });
});

test("bytes that read alike and differ are told", async () => {
  const out = makeOut();
  const bytes = { ...old, fixed: [{ path: "build/index.js", content: Uint8Array.of(0xff) }] };
  await writeGeneration(out, bytes);
  writeFileSync(join(out, "build/index.js"), Uint8Array.of(0xfe));
  expect(stale(checkGeneration(out, bytes, { fs: readOnly }))).toMatchObject({
    "build/index.js": { kind: "different", line: 1 },
  });
});

/** Makes a file system on which nothing may be written. */
const refuse = (): never => {
  throw new Error("A check writes nothing.");
};
const readOnly: FileSystem = {
  ...nodeFileSystem,
  writeFile: refuse,
  createFile: refuse,
  rename: refuse,
  removeFile: refuse,
  removeFolder: refuse,
  makeFolder: refuse,
};

function stale(files: readonly CheckedFile[]): Record<string, Extract<CheckedFile, { status: "stale" }>["staleness"]> {
  return Object.fromEntries(files.flatMap((file) => (file.status === "stale" ? [[file.path, file.staleness]] : [])));
}
