import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { cacheKey, namedKeyFault } from "../../codegen/write/cache-key.js";
import { isOwnFolder } from "../../codegen/write/own-place.js";
import { makeProject, temporaryFolder } from "../project/make-project.js";
import { fine } from "./fine-project.js";

// The cache counts only for the user who wrote it.

afterEach(() => void vi.unstubAllEnvs());

function useHome(folder: string): string {
  vi.stubEnv("ACTIONARY_CACHE_KEY", undefined);
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  return join(folder, "actionary/cache-key");
}

describe("the key of the cache", () => {
  it("is made once, for the user alone", () => {
    const file = useHome(temporaryFolder());
    const key = cacheKey();
    expect(key).toHaveLength(32);
    expect(cacheKey()).toEqual(key);
    expect(readFileSync(file)).toEqual(Buffer.from(key ?? []));
    expect([statSync(file).mode & 0o777, statSync(join(file, "..")).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it.each([
    ["others could read", (file: string) => chmodSync(file, 0o644)],
    ["others could write", (file: string) => chmodSync(file, 0o620)],
    ["is cut off", (file: string) => writeFileSync(file, "short")],
  ])("is made anew where it %s", (_, spoil) => {
    const file = useHome(temporaryFolder());
    const before = cacheKey();
    spoil(file);
    const after = cacheKey();
    expect(after).toHaveLength(32);
    expect(after).not.toEqual(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is none in a folder that others can write, below a file, or behind a link that others can set", () => {
    const open = temporaryFolder();
    chmodSync(open, 0o777);
    useHome(open);
    expect(cacheKey()).toBeUndefined();
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    useHome(file);
    expect(cacheKey()).toBeUndefined();
    symlinkSync(temporaryFolder(), join(open, "link"));
    useHome(join(open, "link"));
    expect(cacheKey()).toBeUndefined();
  });

  it("is none where the configured folder does not exist, and makes none", () => {
    const folder = join(temporaryFolder(), "config");
    useHome(folder);
    expect(cacheKey()).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });

  it("comes from the environment where machines share a cache, but not from a word", () => {
    useHome(temporaryFolder());
    const own = cacheKey();
    vi.stubEnv("ACTIONARY_CACHE_KEY", "a secret of the CI, of which nobody knows more");
    const named = cacheKey();
    expect(named).toHaveLength(32);
    expect(named).not.toEqual(own);
    expect(namedKeyFault()).toBeUndefined();
    vi.stubEnv("ACTIONARY_CACHE_KEY", "");
    expect([cacheKey(), namedKeyFault()]).toEqual([own, undefined]);
    vi.stubEnv("ACTIONARY_CACHE_KEY", "word");
    expect(cacheKey()).toEqual(own);
    expect(namedKeyFault()).toMatch(/^ACTIONARY_CACHE_KEY has 4 characters, and needs 32 or more.*It is not used/);
    expect(namedKeyFault()).not.toContain("word");
  });
});

describe("a project's cache", () => {
  it("of another user is not used, and written anew", async () => {
    const cwd = makeProject(fine);
    useHome(temporaryFolder());
    await codegen({ cwd });
    const results = readFileSync(join(cwd, ".cache/actionary/results"), "utf8");
    useHome(temporaryFolder());
    const { ok, files } = await codegen({ cwd });
    expect([ok, files.every(({ status }) => status === "unchanged")]).toEqual([true, true]);
    expect(readFileSync(join(cwd, ".cache/actionary/results"), "utf8")).not.toBe(results);
  });

  it("is neither read nor written where there is no key", async () => {
    const cwd = makeProject(fine);
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    useHome(file);
    for (let run = 0; run < 2; run++) expect((await codegen({ cwd })).ok).toBe(true);
    expect(existsSync(join(cwd, ".cache"))).toBe(false);
  });
});

describe("a folder is the user's own", () => {
  it("unless it, one above, or a link to it can be written by others", () => {
    const root = temporaryFolder(); // below a folder such as /tmp, which is sticky
    mkdirSync(join(root, "a/b"), { recursive: true });
    expect(isOwnFolder(join(root, "a/b"))).toBe(true);
    expect(isOwnFolder(join(root, "none"))).toBe(false);
    chmodSync(join(root, "a"), 0o777);
    symlinkSync(join(root, "a/b"), join(root, "link"));
    for (const path of ["a", "a/b", "link"]) expect(isOwnFolder(join(root, path))).toBe(false);
    chmodSync(join(root, "a"), 0o1777);
    for (const path of ["a/b", "link"]) expect(isOwnFolder(join(root, path))).toBe(true);
  });
});
