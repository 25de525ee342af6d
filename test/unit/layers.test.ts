import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

// The architecture as a test: who may import whom, no cycles, no package that is used but not declared or the reverse.

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Folders that the files of a room may import, besides their own. A row holds for its folder alone, not for those below it;
 * `folder/**` allows a folder with everything below it.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  "runtime/contract": [],
  "runtime/sdk": ["runtime/contract"],
  "runtime/values": ["runtime/contract"],
  "runtime/secrets": ["runtime/contract"],
  "runtime/secrets/providers": ["runtime/contract", "runtime/secrets"],
  "runtime/secrets/store": ["runtime/contract", "runtime/paths", "runtime/secrets", "runtime/secrets/providers"],
  "runtime/telemetry": ["runtime/contract"],
  "runtime/queue": [],
  "runtime/paths": ["runtime/contract"],
  "runtime/backend": ["runtime/contract", "runtime/secrets", "runtime/telemetry", "runtime/values"],
  "runtime/loader": ["runtime/backend", "runtime/contract", "runtime/values"],
  "runtime/channel": ["runtime/backend", "runtime/contract", "runtime/secrets"],
  "runtime/invoke": [
    ...["runtime/backend", "runtime/contract", "runtime/loader", "runtime/sdk"],
    ...["runtime/secrets", "runtime/telemetry", "runtime/values"],
  ],
  "runtime/lane": [
    ...["runtime/backend", "runtime/channel", "runtime/contract", "runtime/invoke"],
    ...["runtime/loader", "runtime/queue", "runtime/secrets"],
  ],
  "runtime/pool/carriers": [
    ...["runtime/backend", "runtime/channel", "runtime/contract", "runtime/loader", "runtime/paths"],
  ],
  "runtime/pool": [
    ...["runtime/pool/carriers", "runtime/backend", "runtime/channel", "runtime/contract"],
    ...["runtime/queue", "runtime/telemetry"],
  ],
  "runtime/call": [
    ...["runtime/backend", "runtime/contract", "runtime/loader", "runtime/queue"],
    ...["runtime/secrets", "runtime/secrets/providers", "runtime/telemetry", "runtime/values"],
  ],
  // Puts the rooms together; only a lane's own entries may load `lane`.
  runtime: [
    ...["runtime/backend", "runtime/call", "runtime/contract", "runtime/invoke", "runtime/loader"],
    ...["runtime/pool", "runtime/pool/carriers", "runtime/secrets", "runtime/secrets/providers"],
    ...["runtime/secrets/store", "runtime/telemetry"],
  ],

  // The rules by which values are judged are plain data that checks and emitters share.
  "codegen/model": ["codegen/packages", "runtime/contract", "runtime/values"],
  // Knows no package by name, so that each stays with the room that it is reserved for.
  "codegen/packages": [],
  "codegen/report": ["codegen/model"],
  "codegen/cache": ["codegen/model", "codegen/report"],
  // A wrong example is explained as a wrong argument is.
  "codegen/check": ["codegen/model", "codegen/report", "runtime/contract", "runtime/paths", "runtime/values"],
  "codegen/emit": [
    ...["codegen/cache", "codegen/emit/validators", "codegen/model", "codegen/packages", "codegen/report"],
    "runtime/contract",
  ],
  // Only what a test is given by the runtime, and how patterns are read, is known on both sides.
  "codegen/emit/validators": ["codegen/model", "runtime/contract", "runtime/values"],
  "codegen/write": ["codegen/model"],
  "codegen/read/typescript": ["codegen/cache", "codegen/model", "codegen/packages"],
  // A pattern is fast if the runtime's own engine can run it.
  "codegen/read/comments": [
    ...["codegen/model", "codegen/packages", "codegen/read/typescript", "codegen/report"],
    ...["runtime/contract", "runtime/values"],
  ],
  "codegen/read/project": ["codegen/model", "codegen/read/typescript", "codegen/report", "runtime/contract"],
  "codegen/read/options": ["codegen/cache", "codegen/model", "codegen/read/typescript", "codegen/report"],
  "codegen/read/program": [
    ...["codegen/cache", "codegen/model", "codegen/read/comments", "codegen/read/options"],
    ...["codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read/exports": [
    ...["codegen/model", "codegen/read/comments", "codegen/read/program", "codegen/read/typescript", "codegen/report"],
  ],
  "codegen/read/imports": [
    ...["codegen/model", "codegen/read/options", "codegen/read/program", "codegen/read/typescript"],
    ...["codegen/report", "runtime/contract"],
  ],
  "codegen/read/types/notes": [
    ...["codegen/model", "codegen/read/program", "codegen/read/typescript", "codegen/report"],
  ],
  "codegen/read/types/tree": [
    ...["codegen/cache", "codegen/model", "codegen/read/comments", "codegen/read/program", "codegen/read/types/notes"],
    ...["codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read/types/written": [
    ...["codegen/model", "codegen/read/program", "codegen/read/types/tree", "codegen/read/typescript"],
  ],
  "codegen/read/types/schema": [
    ...["codegen/model", "codegen/read/comments", "codegen/read/program", "codegen/read/types/tree"],
    ...["codegen/read/types/written", "codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read/types/checked": [
    ...["codegen/cache", "codegen/model", "codegen/read/program", "codegen/read/types/schema"],
    ...["codegen/read/types/tree", "codegen/read/types/written", "codegen/read/typescript", "codegen/report"],
  ],
  "codegen/read/types/syntax": [
    ...["codegen/model", "codegen/read/program", "codegen/read/types/checked", "codegen/read/types/notes"],
    ...["codegen/read/types/schema", "codegen/read/types/tree", "codegen/read/types/written"],
    ...["codegen/read/typescript", "codegen/report"],
  ],
  "codegen/read/types": ["codegen/model", "codegen/read/**", "codegen/report", "runtime/contract"],
  "codegen/read/environment": [
    ...["codegen/model", "codegen/read/program", "codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read/declarations": [
    ...["codegen/model", "codegen/read/program", "codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read/reach": [
    ...["codegen/model", "codegen/read/declarations", "codegen/read/environment", "codegen/read/program"],
    ...["codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read/actions": [
    ...["codegen/model", "codegen/read/comments", "codegen/read/declarations", "codegen/read/environment"],
    ...["codegen/read/exports", "codegen/read/imports", "codegen/read/program", "codegen/read/reach"],
    ...["codegen/read/project", "codegen/read/types", "codegen/read/types/schema", "codegen/read/types/tree"],
    ...["codegen/read/typescript", "codegen/report", "runtime/contract"],
  ],
  "codegen/read": [
    ...["codegen/cache", "codegen/model", "codegen/read/actions", "codegen/read/declarations", "codegen/read/exports"],
    ...["codegen/read/imports"],
    ...["codegen/read/program", "codegen/read/project", "codegen/read/types", "codegen/read/types/notes"],
    ...["codegen/report"],
  ],
  // Puts the rooms together.
  codegen: ["codegen/**", "runtime/contract"],

  "scripts/cli/package": [],
  "scripts/cli/output": ["codegen/model", "codegen/report", "runtime/contract"],
  "scripts/cli/watch": ["codegen", "codegen/model", "codegen/read/project", "codegen/report", "scripts/cli/output"],
  "scripts/cli/project": [
    "codegen",
    "codegen/model",
    "codegen/read/project",
    "codegen/report",
    "codegen/write",
    "runtime/contract",
    "scripts/cli/output",
  ],
  "scripts/cli/commands/secrets": [
    "codegen/model",
    "runtime",
    "runtime/contract",
    "runtime/paths",
    "runtime/secrets",
    "scripts/cli/output",
    "scripts/cli/project",
  ],
  "scripts/cli/commands": ["codegen/**", "runtime", "runtime/contract", "scripts/cli/**"],
  "scripts/cli": ["scripts/cli/**"],
  "scripts/docs": ["codegen/read/comments"],
  scripts: ["scripts/cli"],
};

/** Trees outside the product's own rooms. */
const trees: Readonly<Record<string, readonly string[]>> = {
  actions: ["actions/**", "runtime/sdk"],
  test: ["test/**", "scripts/**", "codegen/**", "runtime/**", "actions/**", "generated"],
};

/** Packages that only one folder may load. */
const reserved: Readonly<Record<string, string>> = {
  typescript: "codegen/read",
  "ts-json-schema-generator": "codegen/read",
  "@microsoft/tsdoc": "codegen/read",
  handlebars: "codegen/emit",
  esbuild: "codegen/emit",
  "node-worker-threads-pool": "runtime/pool/carriers",
  libsql: "runtime/secrets/store",
  jose: "runtime/secrets",
};

/** Used without an import: tools that scripts and tests start. */
const tools = ["@biomejs/biome", "knip", "tsx", "@vitest/coverage-v8", "publint", "@types/node", "typescript7"];

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

  it("have no two folders that import each other", () => {
    expect(mutualImports()).toEqual([]);
  });

  it("have a row for each folder, and no row without a folder", () => {
    const folders = new Set(files.map((file) => dirname(file)));
    const missing = [...folders].filter((folder) => !(folder in rooms) && !((folder.split("/")[0] ?? "") in trees));
    expect(missing).toEqual([]);
    expect(Object.keys(rooms).filter((room) => !existsSync(join(root, room)))).toEqual([]);
  });

  it("have folders of at most 24 files", () => {
    const counts = new Map<string, number>();
    for (const file of files.filter((each) => !each.startsWith("test/"))) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 24)).toEqual([]);
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

  it("write in codegen/write alone, but for a file without a name and folders of lanes", () => {
    const writing = /\b(?:writeFile|appendFile|mkdir|rename|unlink|rmdir|rm|symlink|copyFile|cp|open)Sync\b/;
    // The loader opens files of the build to read them: an action cannot replace these functions, as it can `readFileSync`.
    const others = [
      ...["runtime/channel/unnamed-file.ts", "runtime/loader/verify.ts"],
      "runtime/pool/carriers/temporary-folder.ts",
    ];
    const mayWrite = (file: string): boolean => file.startsWith("codegen/write/") || others.includes(file);
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
    expect(ranges.filter(([, range]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });
});

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter(
      (file) =>
        /\.(ts|mjs)$/.test(file) &&
        !/^test\/(?:cases|proof\/programs|[\w-]+\/fixtures)\//.test(file) &&
        !/^scripts\/(?:bench|compat)\//.test(file),
    );
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
  const home = dirname(from);
  const target = dirname(to);
  const tree = from.slice(0, from.indexOf("/"));
  const allowed = trees[tree] ?? rooms[home];
  if (allowed === undefined) return false;
  return (
    target === home ||
    allowed.some((room) => (room.endsWith("/**") ? `${target}/`.startsWith(room.slice(0, -2)) : target === room))
  );
}

/** Pairs of folders each of which imports the other. */
function mutualImports(): readonly string[] {
  const edges = new Set(ownImports.map(({ from, to }) => `${dirname(from)} ${dirname(to)}`));
  return [...edges].filter((edge) => {
    const [from = "", to = ""] = edge.split(" ");
    return from < to && edges.has(`${to} ${from}`) && !from.startsWith("test/");
  });
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
