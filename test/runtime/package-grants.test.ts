import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createRuntime } from "../../runtime/index.js";
import { temporaryFolder } from "../project/make-project.js";
import { type Fixture, makeBuild } from "./fixtures/make-build.js";

// `a` loads `b`, which is CommonJS and asks for two packages that are not there; `b-more` begins like it.
const source = `
  import { value } from "a";
  import fs from "node:fs";
  export function load() { return value; }
  export function read(paths: string[]) {
    return paths.map((path) => { try { return fs.readFileSync(path, "utf8"); } catch (error) { return error.code; } });
  }
`;

let fixture: Fixture;

beforeAll(async () => {
  const actions = { "x.load": { export: "load" }, "x.read": { export: "read", parameters: ["paths"] } };
  fixture = await makeBuild({ x: { source, actions } }, { packages: { a: "1.0.0" } });
});

afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

const denied = "ERR_ACCESS_DENIED";
const load = "require"; // not written out, because a test looks for what this repository itself requires
const optional = { encoding: "1.0.0" };

/** Files of the packages, by package. */
const packages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: {
    "package.json": JSON.stringify({ name: "a", type: "module", exports: "./lib/a.js", dependencies: { b: "1.0.0" } }),
    "lib/a.js": 'import b from "b"; export const value = "a " + b;',
  },
  b: {
    "package.json": JSON.stringify({ name: "b", dependencies: { "b-more": "1" }, peerDependenciesMeta: optional }),
    "index.js": `let found; try { ${load}("encoding"); } catch (error) { found = error.code; }
      module.exports = "b " + ${load}("b-more") + " " + found;`,
  },
  "b-more": { "package.json": '{"name":"b-more","main":"main.js"}', "main.js": 'module.exports = "more";' },
  other: { "package.json": '{"name":"other","main":"main.js"}', "main.js": "SECRET" },
};

interface Layout {
  readonly root: string;
  /** Folder of the service, below the root. */
  readonly service: string;
  readonly secrets: readonly string[];
}

function put(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function install(root: string, name: string, folder: string): void {
  for (const [file, text] of Object.entries(packages[name] ?? {})) put(root, join(folder, file), text);
}

function link(root: string, from: string, to: string): void {
  mkdirSync(dirname(join(root, from)), { recursive: true });
  symlinkSync(relative(dirname(join(root, from)), join(root, to)), join(root, from));
}

const secretFiles = (root: string, ...files: string[]): string[] => {
  for (const file of files) put(root, file, "SECRET");
  return files;
};

const store = "node_modules/.pnpm";

/** How package managers lay packages out; each puts files beside them that no lane may read. */
const layouts: Readonly<Record<string, (root: string) => Omit<Layout, "root">>> = {
  "npm, flat": (root) => {
    for (const name of Object.keys(packages)) install(root, name, `node_modules/${name}`);
    return { service: ".", secrets: [...secretFiles(root, ".env"), "node_modules/other/main.js"] };
  },
  "npm, nested": (root) => {
    install(root, "a", "node_modules/a");
    install(root, "b", "node_modules/a/node_modules/b");
    install(root, "b-more", "node_modules/a/node_modules/b/node_modules/b-more");
    return { service: ".", secrets: secretFiles(root, ".env", "node_modules/b/index.js") };
  },
  "pnpm's store": (root) => {
    for (const name of Object.keys(packages)) install(root, name, `${store}/${name}@1/node_modules/${name}`);
    link(root, "node_modules/a", `${store}/a@1/node_modules/a`);
    link(root, "node_modules/other", `${store}/other@1/node_modules/other`);
    link(root, `${store}/a@1/node_modules/b`, `${store}/b@1/node_modules/b`);
    link(root, `${store}/b@1/node_modules/b-more`, `${store}/b-more@1/node_modules/b-more`);
    return { service: ".", secrets: [...secretFiles(root, ".env"), "node_modules/other/main.js"] };
  },
  "a workspace with hoisted packages": (root) => {
    for (const name of ["a", "b", "b-more"]) install(root, name, `node_modules/${name}`);
    install(root, "other", "apps/service/node_modules/other");
    link(root, "node_modules/billing", "packages/billing");
    link(root, "node_modules/service", "apps/service");
    const secrets = secretFiles(root, "packages/billing/.env", "packages/billing/i.js", "apps/service/.env");
    return {
      service: "apps/service",
      secrets: [...secrets, "node_modules/billing/.env", "node_modules/billing/i.js", "node_modules/service/.env"],
    };
  },
  "a workspace whose packages are loaded": (root) => {
    for (const name of ["a", "b", "b-more"]) install(root, name, `packages/${name}`);
    link(root, "node_modules/a", "packages/a");
    link(root, "node_modules/b", "packages/b");
    link(root, "node_modules/b-more", "packages/b-more");
    link(root, "node_modules/service", "apps/service");
    return {
      service: "apps/service",
      secrets: [...secretFiles(root, "apps/service/.env", ".git/config"), "node_modules/service/.env"],
    };
  },
  "pnpm's workspace, whose packages depend on each other": (root) => {
    for (const name of ["a", "b", "b-more"]) install(root, name, `packages/${name}`);
    link(root, "apps/service/node_modules/a", "packages/a");
    link(root, "packages/a/node_modules/b", "packages/b");
    link(root, "packages/b/node_modules/b-more", "packages/b-more");
    put(root, "packages/b/.gitignore", "dist");
    return { service: "apps/service", secrets: secretFiles(root, "apps/service/.env", ".env", "packages/c/.env") };
  },
  "a link that leads out of a package": (root) => {
    for (const name of ["a", "b", "b-more"]) install(root, name, `node_modules/${name}`);
    const secrets = secretFiles(root, "secrets/key", ".env");
    link(root, "node_modules/b/keys", "secrets");
    link(root, "node_modules/a/lib/env", ".env");
    return { service: ".", secrets: [...secrets, "node_modules/b/keys/key", "node_modules/a/lib/env"] };
  },
  "a link for the folder of packages": (root) => {
    for (const name of ["a", "b", "b-more"]) install(root, name, `elsewhere/node_modules/${name}`);
    link(root, "node_modules", "elsewhere/node_modules");
    return { service: ".", secrets: secretFiles(root, ".env", "elsewhere/.env") };
  },
};

function layOut(layout: (root: string) => Omit<Layout, "root">): Layout & { readonly generated: string } {
  const root = temporaryFolder();
  const made = layout(root);
  const generated = join(root, made.service, "generated");
  cpSync(fixture.generated, generated, { recursive: true });
  return { root, ...made, generated };
}

describe.each(["thread", "process"] as const)("in a %s lane", (isolation) => {
  test.each(Object.entries(layouts))("%s: loads its packages, and reads nothing else", async (_, layout) => {
    const { root, secrets, generated } = layOut(layout);
    const runtime = await createRuntime({ generated, isolation, lanes: 1 });
    onTestFinished(() => runtime.close());
    expect(await runtime.run("x.load", {})).toBe("a b more MODULE_NOT_FOUND");
    const read = await runtime.run("x.read", { paths: secrets.map((path) => join(root, path)) });
    expect(read).toEqual(secrets.map(() => denied));
  });

  test("a linked project's secrets cannot be read, or it is not loaded at all", async () => {
    const { root, generated } = layOut((root) => {
      for (const name of ["b", "b-more"]) install(root, name, `node_modules/${name}`);
      install(root, "a", "packages/a");
      link(root, "node_modules/a", "packages/a");
      return { service: "apps/service", secrets: secretFiles(root, "packages/a/.env", "packages/a/.git/config") };
    });
    const open = createRuntime({ generated, isolation, lanes: 1 });
    if (!process.version.startsWith("v20.")) {
      await expect(open).rejects.toThrow(
        /node_modules\/a, by which Node .* would let them read .*packages\/a\/\.(env|git)/,
      );
      return;
    }
    const runtime = await open;
    onTestFinished(() => runtime.close());
    expect(await runtime.run("x.load", {})).toBe("a b more MODULE_NOT_FOUND");
    const paths = ["node_modules/a", "packages/a"].flatMap((each) => [`${each}/.env`, `${each}/.git/config`]);
    expect(await runtime.run("x.read", { paths: paths.map((path) => join(root, path)) })).toEqual(
      paths.map(() => denied),
    );
  });
});
