import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { failureKinds } from "../../runtime/contract/errors.js";
import { root } from "../project/make-project.js";
import { compileFiles } from "./compile-project.js";

// docs/actions.md names all that actions import, and its examples are actions without an error.

const page = readFileSync(join(root, "docs/actions.md"), "utf8");
const examples = [...page.matchAll(/```ts\n(import [\s\S]*?)```/g)].map(([, text = ""]) => text);

/** The names that a file exports or passes on. */
function exportsOf(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ES2023, true);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.map(({ name }) => name.text);
    }
    return ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [];
  });
}

/** Types that only name a part of what the page explains. */
const parts = [
  ...["Log", "LogFields", "RunningAction", "Endpoint", "QueryValue", "FailureOptions", "FailureKind", "GrantType"],
  ...["OAuth", "OAuthDefinition", "OneOfMember", "OneOfSecrets", "OneOfTokens", "SecretDefinition", "SecretFieldHint"],
  ...["Secrets", "Secret"],
];

describe("docs/actions.md", () => {
  it("names everything that the package exports", () => {
    const names = exportsOf("runtime/sdk/index.ts").filter((name) => !parts.includes(name));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !new RegExp(`\`(?:\\w+\\.)?${name}\\b`).test(page))).toEqual([]);
    expect(page).toContain("testAction(");
  });

  it("names every kind of failure, and every format of a type", () => {
    expect(failureKinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
    const hints = readFileSync(join(root, "runtime/sdk/hints.ts"), "utf8");
    const types = [...hints.matchAll(/^export type (\w+)/gm)].map(([, name = ""]) => name);
    expect(types.filter((name) => !new RegExp(`^\\|.*\`${name}(?:<"sql">)?\``, "m").test(page))).toEqual([]);
  });

  it("has examples that are actions without an error", async () => {
    expect(examples).toHaveLength(5);
    const files = Object.fromEntries(examples.map((text, index) => [`actions/tools/example${index}.ts`, text]));
    const { problems, generation } = await compileFiles(files);
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(generation).toBeDefined();
  });
});
