import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Content } from "../../codegen/read/comments/tag-contents.js";
import type { TagHome, TagRow } from "../../codegen/read/comments/tag-row.js";
import { tagTable } from "../../codegen/read/comments/tag-table.js";
import { printTagDocs } from "../../scripts/docs/print-tag-docs.js";
import { tagMeanings } from "../../scripts/docs/tag-meanings.js";

// Holds the table of tags to the cases, to the type policy and to the documentation.

const root = fileURLToPath(new URL("../..", import.meta.url));
const rows = Object.entries(tagTable);
const names = rows.map(([name]) => name).sort();

function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The sources of all cases. */
function caseSources(): string {
  const files = readdirSync(join(root, "test/cases"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts") && file.includes("actions"));
  return sources.map((file) => readText(`test/cases/${file}`)).join("\n");
}

/** The tags that stand in backticks or start a line of a comment. */
function tagsIn(text: string): readonly string[] {
  const found = text.matchAll(/(?:`\{?|^ \* |(?<=`[^`\n]*) )@([a-zA-Z]+)/gm);
  return [...new Set([...found].map(([, name = ""]) => name))].sort();
}

/** Sentences of a row about its tag, one for each of its homes. */
function contentsOf(row: TagRow): readonly { readonly home: TagHome; readonly content: Content | undefined }[] {
  return row.on.map((home) => {
    const isOfValue = home === "property" || home === "param";
    return { home, content: (isOfValue ? row.schema : (row.action ?? row.platform))?.content };
  });
}

describe("every tag of the table", () => {
  const sources = caseSources();

  it.each(names)("@%s has a case", (name) => {
    expect(sources).toMatch(new RegExp(`@${name}\\b`));
  });

  it("stands in the type policy, and none besides", () => {
    const [, section = ""] = readText("docs/types.md").split("## Documentation and tags");
    const cells = [...section.matchAll(/^\| (.+?) \| (.+?) \|/gm)].map(([, tags = "", homes = ""]) => tags + homes);
    expect(tagsIn(cells.join("\n"))).toEqual(names);
  });

  it("may be repeated where the page on ACT207 says so", () => {
    const [, list = ""] = /Keep one of the two\. (.*) may be repeated\./.exec(readText("docs/problems.md")) ?? [];
    const repeatable = rows.filter(([, row]) => row.repeatable).map(([name]) => name);
    expect(tagsIn(list)).toEqual(repeatable.sort());
  });

  it("lands where it may stand", () => {
    const astray = rows.filter(([, { on, action, platform, schema }]) => {
      const isOfValue = on.includes("property") || on.includes("param");
      return (
        (action !== undefined && !on.includes("function")) ||
        (action?.inherited !== undefined && !on.includes("file")) ||
        (platform !== undefined && !on.includes("file")) ||
        (schema !== undefined && !isOfValue)
      );
    });
    expect(astray).toEqual([]);
  });

  it("refers to tags and keywords that there are", () => {
    const keywords = rows.map(([, { schema }]) => schema?.keyword);
    for (const [, { action, schema }] of rows) {
      expect([undefined, ...names]).toContain(action?.impliedBy);
      expect([undefined, ...names]).toContain(action?.contradicts?.tag);
      expect(keywords).toContain(schema?.notBelow);
    }
  });

  it("stands in docs/tags.md as `npm run docs` writes it, with its meaning", () => {
    expect(Object.keys(tagMeanings).sort()).toEqual(names);
    expect(readText("docs/tags.md")).toBe(printTagDocs());
  });

  it.each(rows)("@%s takes the content that its message shows", (name, row) => {
    for (const { home, content } of contentsOf(row)) {
      const form = content?.form({ name, content: "", isInline: home === "param" }) ?? "";
      for (const [, example = ""] of form.matchAll(new RegExp(`\`@${name} ([^\`]*)\``, "g"))) {
        expect(content?.parse(example)).toBeDefined();
      }
    }
  });
});

it.each([
  "README.md",
  "docs/runtime.md",
  "docs/security.md",
  "CONTRIBUTING.md",
])("%s names only tags of the table", (page) => {
  expect(names).toEqual(expect.arrayContaining([...tagsIn(readText(page))]));
});
