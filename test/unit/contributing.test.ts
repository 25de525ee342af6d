import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { versions } from "../../scripts/nodes.mjs";

// What the pages at the root name is there: paths, scripts, the Node lines of the workflow.

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json")) as { readonly version: string; readonly scripts: object };

const pages = ["CONTRIBUTING.md", "ARCHITECTURE.md", "README.md", "CHANGELOG.md", "SECURITY.md"];

/** Written by commands, so a fresh clone lacks them. */
const made = ["dist", "node_modules", ".cache", "generated/build"];

/** Folders and files at the root, by which a path is known to be one of the repository. */
const top = new Set(readdirSync(root).filter((name) => !made.includes(name) && name !== ".git"));

/** Paths below the root that a page names in backticks or links, up to any placeholder such as `<name>`. */
function pathsOf(page: string): readonly string[] {
  const prose = page
    .replace(/^```[\s\S]*?^```/gm, "")
    // Folders that ARCHITECTURE.md keeps free for what comes.
    .replace(/^Reserved [\s\S]*?(?=\n\n)/gm, "");
  const quoted = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, text = ""]) => expand(text));
  const linked = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return [...quoted.filter(isPath), ...linked.filter((target) => !/^(?:[a-z]+:|#)/.test(target))]
    .map((text) =>
      text
        .replace(/#.*$/, "")
        .replace(/\/?[^/]*[<*…][\s\S]*$/, "")
        .replace(/\/$/, ""),
    )
    .filter((path) => path !== "" && !made.some((folder) => path === folder || path.startsWith(`${folder}/`)));
}

/** `a/{b,c}` as `a/b` and `a/c`. */
function expand(text: string): readonly string[] {
  const [, before = "", list, after = ""] = /^(.*)\{([^{}]*)\}(.*)$/.exec(text) ?? [];
  return list === undefined ? [text] : list.split(",").map((each) => before + each.trim() + after);
}

/** Whether a text in backticks is a path: it begins with what lies at the root, or ends as a source does. */
function isPath(text: string): boolean {
  if (!/^[\w.@<>*…/-]+(?:#\w+)?$/.test(text)) return false;
  const [first = ""] = text.split("/");
  return top.has(first) || (text.includes("/") && /\.(?:ts|mjs|hbs|md)$/.test(text));
}

/** Whether a path exists; ARCHITECTURE.md names files of codegen and runtime from there. */
function isThere(path: string): boolean {
  return ["", "codegen", "runtime"].some((folder) => existsSync(join(root, folder, path)));
}

describe.each(pages)("%s", (page) => {
  const text = read(page);

  it("names no path that is not there", () => {
    expect(pathsOf(text).filter((path) => !isThere(path))).toEqual([]);
  });

  it("names no script that package.json lacks", () => {
    const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });
});

describe("the table of changes", () => {
  const rows = read("CONTRIBUTING.md")
    .split("\n\n")
    .filter((block) => block.startsWith("| You want to"))
    .flatMap((block) => block.trim().split("\n").slice(2))
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

  it("has at least twenty rows of three cells, each change once", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.filter((cells) => cells.length !== 3)).toEqual([]);
    expect(new Set(rows.map(([change]) => change)).size).toBe(rows.length);
  });

  it.each(rows)("%s: names files to open, and what holds it", (_change, open = "", held = "") => {
    const files = pathsOf(open);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((path) => !statSync(join(root, path), { throwIfNoEntry: false })?.isFile())).toEqual([]);
    expect(pathsOf(held).filter((path) => !path.startsWith("test/"))).toEqual([]);
    expect(held).toMatch(/`test\/|the test of its subject/);
  });
});

it("the paths of a page are found in prose, tables, braces and links, and not in code", () => {
  const page = [
    "`test/cases/<name>`, `runtime/{pool,lane}/` and [docs](docs/ci.md#x), not `a/b`, [web](https://a.b) or `npm test`.",
    "```\n`docs/none.md`\n```",
    "Reserved for later: `runtime/none`,\n`console/`.",
    "| `actions/integrations/github.ts#getRepo` | `read/none.ts` | `dist/cli.js` |",
  ].join("\n\n");
  expect(pathsOf(page)).toEqual([
    ...["test/cases", "runtime/pool", "runtime/lane", "actions/integrations/github.ts", "read/none.ts", "docs/ci.md"],
  ]);
});

it("the workflow runs .ci/run on the lines of Node that `npm run test:nodes` tries", () => {
  const workflow = read(".github/workflows/ci.yml");
  const [, lines = ""] = /^ +node: \[(.*)\]$/m.exec(workflow) ?? [];
  expect(lines.split(", ")).toEqual(versions.map((version) => version.replace(/\..*/, "")));
  expect(workflow).toMatch(/^ +- run: \.ci\/run$/m);
});

it("the changelog has a section for what comes and one for the version of the package", () => {
  const headings = [...read("CHANGELOG.md").matchAll(/^## \[(.*?)\]/gm)].map(([, name]) => name);
  expect(headings.slice(0, 2)).toEqual(["Unreleased", manifest.version]);
});
