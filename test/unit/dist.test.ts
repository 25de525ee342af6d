import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

it("source maps of dist name files that exist", () => {
  const maps = readdirSync(dist).filter((name) => name.endsWith(".map"));
  const missing = maps.flatMap((name) => {
    const { sources }: { sources: readonly string[] } = JSON.parse(readFileSync(join(dist, name), "utf8"));
    return sources.map((source) => join(dirname(join(dist, name)), source)).filter((file) => !existsSync(file));
  });
  expect(maps.length).toBeGreaterThan(3);
  expect(missing).toEqual([]);
});

it("the store of secrets stands alone with its packages", () => {
  const files = readdirSync(dist).filter((name) => name.endsWith(".js"));
  const using = files.filter((name) => /from "(?:libsql|jose\b[^"]*)"/.test(readFileSync(join(dist, name), "utf8")));
  expect(using).toEqual(["store.js"]);
  const loading = files.filter((name) => readFileSync(join(dist, name), "utf8").includes('import("./store.js")'));
  expect(loading).toEqual(["runtime.js"]);
});

it("each start of the command line loads three files", () => {
  const loaded = new Set(["cli.js"]);
  for (const name of loaded) {
    const text = readFileSync(join(dist, name), "utf8");
    for (const [, path] of text.matchAll(/^(?:import|\}) ?(?:from )?"\.\/([^"]+)";$/gm)) loaded.add(path ?? "");
  }
  expect([...loaded]).toHaveLength(3);
});
