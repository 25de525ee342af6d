import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../../runtime/contract/json.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import { linkPackage, temporaryFolder } from "../project/make-project.js";
import {
  acceptingCases,
  type Compiled,
  compileFolder,
  copyCase,
  copyWholeCase,
  hasOwnOptions,
} from "./compile-case.js";

// The schema of a function is made of what its types say, not of what else is in the program or in which order.

let cases: ReadonlyMap<string, Compiled>;

beforeAll(async () => {
  cases = await acceptingCases();
}, 60_000);

function project(): string {
  const folder = temporaryFolder();
  linkPackage(folder);
  return folder;
}

function schemasOf(manifest: Manifest | undefined): ReadonlyMap<string, readonly Json[]> {
  const actions = Object.values(manifest?.actions ?? {});
  return new Map(
    actions.map((entry) => [`${entry.source.file} ${entry.name}`, [entry.input, entry.output] as unknown as Json[]]),
  );
}

/** The file's own statements in the reverse order; a comment goes with what it stands before. */
function reversed(text: string): string {
  const tree = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ESNext);
  // Several declarations of one name keep their order: members come by it, and the first one's comment counts.
  const isMerged = (node: ts.Statement): boolean =>
    nameOf(node) !== undefined &&
    tree.statements.some((other) => other !== node && other.kind === node.kind && nameOf(other) === nameOf(node));
  // Constants are the members of `typeof import("./file.js")`, in their order.
  const isFirst = (node: ts.Statement): boolean =>
    ts.isImportDeclaration(node) || ts.isVariableStatement(node) || isMerged(node);
  const textOf = (node: ts.Statement): string => text.slice(node.getFullStart(), node.getEnd());
  const [head, tail] = [tree.statements.filter(isFirst), tree.statements.filter((node) => !isFirst(node))];
  return `${[...head, ...tail.reverse()].map(textOf).join("\n")}\n`;
}

function nameOf(node: ts.Statement): string | undefined {
  return ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isInterfaceDeclaration(node)
    ? node.name.text
    : undefined;
}

describe("the schemas of every accepting case", { timeout: 60_000 }, () => {
  it("do not change when other files join the program", async () => {
    const folder = project();
    // Options of their own cannot hold for all.
    const joined = [...cases].filter(([name]) => !hasOwnOptions(name));
    for (const [index, [name]] of joined.entries()) copyCase(name, folder, `c${index}`);
    // Secrets of the same name in two cases are an error of the whole, not of the types.
    const together = await compileFolder(folder);
    const all = schemasOf(together?.manifest);
    if (together === undefined) return expect.fail("the cases do not compile together");
    for (const [index, [, { manifest }]] of joined.entries()) {
      for (const [name, schemas] of schemasOf(manifest)) {
        expect(all.get(name.replace("actions/", `actions/c${index}/`)), name).toEqual(schemas);
      }
    }
  });

  it("do not change when declarations are reordered", async () => {
    for (const [name, { manifest }] of cases) {
      const folder = project();
      copyWholeCase(name, folder);
      for (const file of readdirSync(join(folder, "actions"), { recursive: true, encoding: "utf8" })) {
        const path = join(folder, "actions", file);
        if (file.endsWith(".ts")) writeFileSync(path, reversed(readFileSync(path, "utf8")));
      }
      expect(schemasOf((await compileFolder(folder))?.manifest), name).toEqual(schemasOf(manifest));
    }
  });

  it("do not depend on whether a type is written by alias or in place, names apart", async () => {
    const types = [
      "{ a: string; b?: number | null }",
      '"low" | "high"',
      '("low" | "high")[]',
      "Record<string, { at: Date }>",
      '{ kind: "a"; x: 1 } | { kind: "b"; y: string[] }',
      "[string, number?, ...boolean[]]",
      "{ a: string } & { b: number }",
      "Partial<{ a: string; b: { c: bigint } }>",
      "{ [K in 'x' | 'y']: K }",
    ];
    const folder = project();
    mkdirSync(join(folder, "actions"));
    const functions = types.flatMap((type, index) => [
      `type T${index} = ${type};`,
      `/** By alias. */\nexport async function alias${index}(x: T${index}): Promise<T${index}> { return x; }`,
      `/** Inline. */\nexport async function inline${index}(x: ${type}): Promise<${type}> { return x; }`,
    ]);
    writeFileSync(join(folder, "actions/t.ts"), functions.join("\n"));
    const actions = (await compileFolder(folder))?.manifest.actions ?? {};
    expect(Object.keys(actions)).toHaveLength(types.length * 2);
    for (const index of types.keys()) {
      const [alias, inline] = [actions[`t.alias${index}`], actions[`t.inline${index}`]];
      expect(opened(alias?.input), types[index]).toEqual(opened(inline?.input));
      expect(opened(alias?.output), types[index]).toEqual(opened(inline?.output));
    }
  });
});

/** A schema without names: every reference replaced by what it refers to. */
function opened(schema: unknown): unknown {
  const { definitions = {}, ...rest } = schema as { readonly definitions?: Readonly<Record<string, unknown>> };
  const open = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(open);
    if (typeof value !== "object" || value === null) return value;
    const { allOf, $ref, ...others } = value as { allOf?: readonly { $ref: string }[]; $ref?: string };
    const target = $ref ?? allOf?.[0]?.$ref;
    const inner = target === undefined ? {} : (open(definitions[target.slice("#/definitions/".length)]) as object);
    return { ...inner, ...Object.fromEntries(Object.entries(others).map(([key, item]) => [key, open(item)])) };
  };
  return open(rest);
}
