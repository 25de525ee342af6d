import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Pack } from "../../codegen/cache/pack.js";
import { codegen } from "../../codegen/codegen.js";
import { readCacheFile, writeCacheFile } from "../../codegen/write/cache-folder.js";
import { atEndOfFile } from "../project/at-end.js";
import { execute } from "../project/execute.js";
import { makeProject, root as repository, temporaryFolder, writeFiles } from "../project/make-project.js";
import { bytesBelow } from "./edited-tree.js";
import { cacheFiles, cacheOf, fine } from "./fine-project.js";

// Damage to the folder of the cache is never trusted: its content is worked out again, without a difference to the output.

vi.setConfig({ testTimeout: 60_000 });

const kills = process.env.ACTIONARY_LONG === "1" ? 500 : 4;

const edited = {
  ...fine,
  "actions/_shared/text.ts": "export interface Text { words: string }\n",
  "actions/tools/other.ts": '/** Other. */\nexport function other(): string { return ""; }\n',
};

/** Files that a run without a cache generates from the edited files. */
let expected: ReadonlyMap<string, string>;

const atEnd = atEndOfFile();

beforeAll(async () => {
  const root = makeProject(edited, atEnd);
  await codegen({ cwd: root, cache: false });
  expected = bytesBelow(join(root, "generated"));
});

/** Makes a project and generates it twice, so that everything is kept. */
async function warmProject(): Promise<string> {
  const root = makeProject(fine);
  await sleep(50);
  await codegen({ cwd: root });
  await codegen({ cwd: root });
  expect([...cacheFiles(root).keys()]).toEqual(["results", "runs"]);
  return root;
}

describe("a damaged file is rebuilt", () => {
  const damages: Readonly<Record<string, (bytes: Buffer) => Uint8Array>> = {
    "is empty": () => Buffer.alloc(0),
    "is one byte": (bytes) => bytes.subarray(0, 1),
    "is cut at half": (bytes) => bytes.subarray(0, bytes.length / 2),
    "lacks its end": (bytes) => bytes.subarray(0, -1),
    "lacks its beginning": (bytes) => bytes.subarray(1),
    "is zeros": (bytes) => Buffer.alloc(bytes.length),
    "is noise": (bytes) => Buffer.from(bytes.map((_, index) => (index * 7919 + 31) % 251)),
    "has a flipped bit in each kilobyte": (bytes) =>
      Buffer.from(bytes.map((byte, at) => (at % 1024 === 512 ? byte ^ 4 : byte))),
    "speaks of something else": (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("text", "next"), "latin1"),
  };

  it.each(Object.keys(damages))("that %s", async (name) => {
    const root = await warmProject();
    writeFiles(root, edited);
    for (const file of cacheFiles(root).keys()) {
      const path = join(cacheOf(root), file);
      writeFileSync(path, damages[name]?.(readFileSync(path)) ?? "");
    }
    const damaged = cacheFiles(root);
    const { ok } = await codegen({ cwd: root });
    expect(ok).toBe(true);
    expect(bytesBelow(join(root, "generated"))).toEqual(expected);
    expect(cacheFiles(root).get("results")).not.toBe(damaged.get("results"));
    await sleep(50);
    for (const _ of [1, 2]) {
      const { files } = await codegen({ cwd: root });
      expect(files.filter(({ status }) => status !== "unchanged")).toEqual([]);
    }
    expect(bytesBelow(join(root, "generated"))).toEqual(expected);
  });
});

describe("codegen works without a cache where", () => {
  const obstacles: Readonly<Record<string, (root: string) => void>> = {
    "`.cache` is a file": (root) => writeFileSync(join(root, ".cache"), ""),
    "`.cache/actionary` is a file": (root) => writeFiles(root, { ".cache/actionary": "" }),
    "`.cache` cannot be written, not even by root": (root) => symlinkSync("/sys", join(root, ".cache")),
    "`.cache` leads nowhere": (root) => symlinkSync("nowhere/at/all", join(root, ".cache")),
    "its files are folders": (root) => {
      for (const name of ["results", "runs"]) mkdirSync(join(cacheOf(root), name, "full"), { recursive: true });
    },
    "the place of the next file is taken": (root) => {
      for (const name of ["results", "runs"]) {
        mkdirSync(join(cacheOf(root), `${name}.${process.pid}`, "full"), { recursive: true });
      }
    },
  };

  it.each(Object.keys(obstacles))("%s", async (name) => {
    const root = makeProject(fine);
    obstacles[name]?.(root);
    for (const files of [fine, edited]) {
      writeFiles(root, files);
      expect((await codegen({ cwd: root })).ok).toBe(true);
    }
    expect(bytesBelow(join(root, "generated"))).toEqual(expected);
  });
});

it("the folder is ignored by git, and holds two files", async () => {
  const root = await warmProject();
  expect(readdirSync(cacheOf(root)).sort()).toEqual([".gitignore", "results", "runs"]);
  expect(readFileSync(join(cacheOf(root), ".gitignore"), "utf8")).toBe("*\n");
});

it("what a killed run has left on its way goes, what a running one writes stays", async () => {
  const root = temporaryFolder();
  const dead = spawn(process.execPath, ["-e", ""]);
  await once(dead, "exit");
  const living = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  writeFiles(root, { [`.cache/actionary/results.${dead.pid}`]: "x", [`.cache/actionary/runs.${living.pid}`]: "x" });
  writeCacheFile(root, "runs", Buffer.from("text"));
  expect(readdirSync(cacheOf(root)).sort()).toEqual([".gitignore", "runs", `runs.${living.pid}`]);
  living.kill();
});

it(
  `who is killed while it writes leaves the old file or the new one, ${kills} times`,
  { timeout: 300_000 },
  async () => {
    const programs = temporaryFolder();
    const program = join(programs, "write-cache-in-a-loop.mjs");
    const entry = fileURLToPath(new URL("write-cache-in-a-loop.ts", import.meta.url));
    buildSync({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", outfile: program });
    const size = 2_000_000;
    const found = new Set<string>();
    let cutShort = 0;
    // Kills before or after the writing prove nothing; if there are no others, there are more kills.
    const isProof = (): boolean => cutShort > 0 && found.size === 2;
    const killOne = async (folder: string): Promise<void> => {
      const child = spawn(process.execPath, [program, folder, String(size)], {
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      await once(child, "message");
      await sleep(Math.random() * 10);
      child.kill("SIGKILL");
      await once(child, "exit");
      cutShort += existsSync(join(cacheOf(folder), `results.${child.pid}`)) ? 1 : 0;
      const entry = new Pack(readCacheFile(folder, "results"), new Uint8Array(32)).get("entry");
      expect(["a".repeat(size), "b".repeat(size)]).toContain(entry);
      found.add(String(entry).slice(0, 1));
    };
    const folders = [temporaryFolder(), temporaryFolder()];
    for (let kill = 0; kill < kills || (!isProof() && kill < 200); kill += folders.length) {
      await Promise.all(folders.map(killOne));
    }
    expect(isProof()).toBe(true);
  },
);

it(
  "runs that share a cache, which somebody deletes meanwhile, all generate the same",
  { timeout: 120_000 },
  async () => {
    const root = makeProject(fine);
    const outs = ["generated", "second"];
    for (const files of [fine, edited]) {
      writeFiles(root, files);
      const ended = { all: false };
      const runs = outs.map((out) =>
        execute(["node", join(repository, "dist/cli.js"), "codegen", "--out", out], { cwd: root }),
      );
      const results = Promise.all(runs).finally(() => {
        ended.all = true;
      });
      while (!ended.all) {
        await sleep(Math.random() * 50);
        if (Math.random() < 0.3) deleteWhileWritten(cacheOf(root));
      }
      for (const { code, stderr } of await results) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
    const copy = makeProject(edited);
    for (const out of outs) {
      await codegen({ cwd: copy, out, cache: false });
      expect(bytesBelow(join(root, out))).toEqual(bytesBelow(join(copy, out)));
    }
  },
);

/** Deletes a folder, or its present content: a writer may fill it again before it is gone. */
function deleteWhileWritten(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 10 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
  }
}
