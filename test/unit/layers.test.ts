import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

// The architecture as a test: who may import whom, no cycles, no package that is used but not declared or the reverse.

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the files of a folder may import besides themselves; the longest folder that fits counts. */
const layers: Readonly<Record<string, readonly string[]>> = {
  "runtime/contract": [],
  "runtime/sdk": ["runtime/contract"],
  runtime: ["runtime"],
  codegen: ["codegen", "runtime/contract"],
  "codegen/cache": ["codegen/*.ts", "runtime/contract"],
  "codegen/read": ["codegen/*.ts", "codegen/cache", "runtime/contract"],
  "codegen/check": ["codegen/*.ts", "runtime/contract"],
  "codegen/emit": ["codegen/*.ts", "codegen/cache", "runtime/contract"],
  "codegen/write": ["codegen/*.ts", "runtime/contract"],
  actions: ["actions", "runtime/sdk"],
  scripts: ["scripts", "codegen", "runtime"],
  test: ["test", "scripts", "codegen", "runtime", "actions", "generated"],
};

/** Packages that only one folder may load. */
const reserved: Readonly<Record<string, string>> = {
  typescript: "codegen/read",
  "ts-json-schema-generator": "codegen/read",
  "@microsoft/tsdoc": "codegen/read",
  handlebars: "codegen/emit",
  esbuild: "codegen/emit",
  "node-worker-threads-pool": "runtime/pool",
};

/** Used without an import: tools that scripts and tests start. */
const tools = ["@biomejs/biome", "knip", "tsx", "@vitest/coverage-v8", "publint", "@types/node"];

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = ["actions", "codegen", "runtime", "scripts", "test"].flatMap(sourceFiles);
const imports = files.flatMap((file) => importsOf(file));
const ownImports = imports.filter(({ to }) => !to.startsWith("npm:"));
const packages = imports.filter(({ to }) => to.startsWith("npm:")).map(({ from, to }) => ({ from, name: to.slice(4) }));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("the layers", () => {
  it("are kept: no folder imports what it must not", () => {
    const wrong = ownImports.filter(({ from, to }) => !isAllowed(from, to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("have no cycles", () => {
    expect(findCycle()).toEqual([]);
  });

  it("load TypeScript, Handlebars and the pool in one place each", () => {
    const wrong = packages.filter(({ from, name }) => {
      const home = reserved[name];
      return (
        home !== undefined && !from.startsWith(`${home}/`) && !from.startsWith("test/") && !from.startsWith("scripts/")
      );
    });
    expect(wrong.map(({ from, name }) => `${from} imports ${name}`)).toEqual([]);
  });

  it("write in codegen/write alone, but for a file without a name", () => {
    const writing = /\b(?:writeFile|appendFile|mkdir|rename|unlink|rmdir|rm|symlink|copyFile|cp|open)Sync\b/;
    const mayWrite = (file: string): boolean =>
      file.startsWith("codegen/write/") || file === "runtime/pool/board-file.ts";
    const writers = files.filter((file) => /^(codegen|runtime)\//.test(file) && !mayWrite(file));
    expect(writers.filter((file) => writing.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });
});

describe("the packages", () => {
  const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
  const used = new Set(packages.map(({ name }) => name));

  it("are declared where they are used", () => {
    expect([...used].filter((name) => !declared.has(name) && name !== "actionary")).toEqual([]);
  });

  it("are run-time dependencies where more than tests use them", () => {
    const shipped = new Set(packages.filter(({ from }) => !from.startsWith("test/")).map(({ name }) => name));
    expect([...shipped].filter((name) => !(name in manifest.dependencies) && name !== "actionary")).toEqual([]);
  });

  it("are used where they are declared", () => {
    expect([...declared].filter((name) => !used.has(name) && !tools.includes(name))).toEqual([]);
  });

  it("are pinned exactly", () => {
    const ranges = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });
});

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.startsWith("test/cases/") && !file.includes("/bench/"));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? "");
  const specifiers = [...ts.preProcessFile(text, true, true).importedFiles.map((each) => each.fileName), ...required];
  return [...new Set(specifiers)].flatMap((specifier): readonly Import[] => {
    if (isBuiltin(specifier)) return [];
    if (!specifier.startsWith(".")) return [{ from: file, to: `npm:${packageOf(specifier)}` }];
    const path = posix.normalize(posix.join(dirname(file), specifier)).replace(/\.js$/, ".ts");
    return path.startsWith("dist/") || relative(root, join(root, path)).startsWith("..")
      ? []
      : [{ from: file, to: path }];
  });
}

function packageOf(specifier: string): string {
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}

function isAllowed(from: string, to: string): boolean {
  const home = Object.keys(layers)
    .filter((folder) => from.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (home === undefined) return false;
  // Files that stand in `codegen` itself put the folders below it together.
  return [home, ...(layers[home] ?? [])].some((allowed) =>
    allowed.endsWith("/*.ts") ? dirname(to) === dirname(allowed) : to.startsWith(`${allowed}/`),
  );
}

/** The files of one cycle of imports, type-only ones included; empty where there is none. */
function findCycle(): readonly string[] {
  const targets = new Map(
    files.map((file) => [file, ownImports.filter(({ from }) => from === file).map(({ to }) => to)]),
  );
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
