import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Generator from "ts-json-schema-generator";
import { describe, expect, it } from "vitest";
import { createCompiler } from "../../codegen/model/schemas.js";
import { type Files, linkPackages, temporaryFolder } from "../project/make-project.js";
import { type Compiled, compileAt, compileFiles, errorsOf, manifestOf } from "./compile-project.js";
import { typeErrors } from "./type-errors.js";

const folderOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function typescriptOf({ committed }: Compiled): ReadonlyMap<string, string> {
  return new Map([...committed].filter(([path]) => path.endsWith(".ts")));
}

describe("manifest.schema.json", () => {
  const text = readFileSync(folderOf("../../codegen/emit/manifest.schema.json"), "utf8");

  it("is what the types of runtime/contract/manifest.ts say", () => {
    const generator = createRequire(import.meta.url)("ts-json-schema-generator") as typeof Generator;
    const schema = generator
      .createGenerator({
        path: folderOf("../../runtime/contract/manifest.ts"),
        tsconfig: folderOf("../../tsconfig.json"),
        type: "Manifest",
        skipTypeCheck: true,
        topRef: false,
        additionalProperties: false,
        expose: "export",
        jsDoc: "basic",
        encodeRefs: false,
      })
      .createSchema("Manifest");
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it("accepts a manifest that uses everything, and refuses one with a surplus property", async () => {
    const validate = createCompiler().compile(JSON.parse(text));
    for (const name of ["documentation", "secrets", "objects", "break-outs"]) {
      const manifest = manifestOf(await compileAt(folderOf(`../cases/${name}`)));
      expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
      expect(validate({ ...manifest, surplus: 1 })).toBe(false);
    }
  });
});

describe("generated TypeScript", () => {
  it("gives recursive types of different actions different names", async () => {
    const tree = "interface Tree { c: Tree[] }\n/** F. */\nexport function get(): Tree { return { c: [] }; }\n";
    const compiled = await compileFiles({ "git/hub.ts": tree, "git_hub.ts": tree });
    expect(typeErrors(typescriptOf(compiled))).toEqual([]);
  });

  it("is right beside an index signature", async () => {
    const compiled = await compileFiles({
      "t.ts": [
        "interface Open { a?: string; [key: string]: string }",
        "interface Mixed { a: number; b?: { c: string }; [key: string]: unknown }",
        "/** F.\n * @param open - O.\n * @param mixed - M. */",
        "export function f(open: Open, mixed: Mixed): Open[] { void mixed; return [open]; }",
      ].join("\n"),
    });
    expect(typeErrors(typescriptOf(compiled))).toEqual([]);
  });

  it("says what the schemas say of arrays of unions, whatever their members hold", async () => {
    const compiled = await compileFiles({
      "t.ts": [
        "/** F.\n * @param a - A.\n * @param b - B.\n * @param c - C.\n * @param d - D. */",
        'export function f(a: ("{" | "x")[], b: ("}" | 1 | null)[], c: (string | { d: "{" | "|" })[], d: ("a | b")[][]): void { void [a, b, c, d]; }',
      ].join("\n"),
    });
    const use = [
      'import type { ActionInput } from "./actions.js";',
      'export const input: ActionInput<"t.f"> = { a: ["{", "x"], b: ["}", 1, null], c: ["", { d: "|" }], d: [["a | b"]] };',
      "// @ts-expect-error: not an array",
      'export const other: ActionInput<"t.f"> = { a: "{", b: [], c: [], d: [] };',
    ].join("\n");
    expect(typeErrors(new Map([...typescriptOf(compiled), ["use.ts", use]]))).toEqual([]);
  });

  it("lists exactly the keys that have types, and tells consumers' mistakes though it is not checked itself", async () => {
    const compiled = await compileFiles({
      "t.ts": "/** F. */\nexport function f(): void {}\n/** G. */\nexport function g(): void {}\n",
    });
    const use = [
      'import { type ActionInputs, type ActionType, actionTypes } from "./actions.js";',
      "export const keys: readonly ActionType[] = actionTypes;",
      "export const [first, second]: readonly [ActionType, ActionType] = actionTypes;",
      "export const rest: Exclude<ActionType, (typeof actionTypes)[number]>[] = [];",
      "export const nothing: never[] = rest;",
      "// @ts-expect-error: no such key",
      'export const key: ActionType = "t.h";',
      "// @ts-expect-error: no such argument",
      'export const input: ActionInputs["t.f"] = { a: 1 };',
    ].join("\n");
    const types = typescriptOf(compiled).get("actions.ts");
    expect(types).toContain("// @ts-nocheck");
    expect(
      typeErrors(
        new Map([
          ["actions.ts", types ?? ""],
          ["use.ts", use],
        ]),
      ),
    ).toEqual([]);
  });

  it("cannot be broken out of by the name of the actions folder", async () => {
    const { emitIndex } = await import("../../codegen/emit/emit-index.js");
    const { emitActions } = await import("../../codegen/emit/emit-actions.js");
    for (const name of ["a\nthrow 1;//", "a\u2028throw 1;//", "a\rthrow 1;//", "`;throw 1;//"]) {
      const { content } = emitActions([], { actions: name, out: "generated" });
      for (const text of [emitIndex(name), String(content)]) {
        const [first = ""] = text.split(/\n(?:export |\n|\/\/ @ts-nocheck)/);
        expect(first.split(/[\n\r\u2028\u2029]/)).toHaveLength(1);
      }
    }
  });

  it("leaves out nothing that it imports, and runs as a module", async () => {
    const compiled = await compileAt(folderOf("../cases/break-outs"));
    const index = compiled.generation?.fixed.find((file) => file.path === "build/index.js");
    const module = await import(`data:text/javascript,${encodeURIComponent(String(index?.content))}`);
    expect(module.actionTypes).toEqual(["tools.quotes.quotes"]);
    expect(module.isActionType("tools.quotes.quotes")).toBe(true);
    expect([module.isActionType("constructor"), module.isActionType(null)]).toEqual([false, false]);
    expect(module.secretForms.quoted.title).toBe('"; throw 1; //` \x24{x} {{name}} \u2028 \n');
    expect(module.integrationPlatformTitles.quotes).toBe('"; throw 1; "\x24{x}`{{x}}');
  });
});

describe("what is generated is the same", () => {
  /** Copies a case to another folder. */
  function copyOf(name: string): string {
    const root = join(temporaryFolder(), "elsewhere-with-a-longer-name");
    cpSync(folderOf(`../cases/${name}`), root, { recursive: true });
    linkPackages(root);
    return root;
  }

  it.each([
    "objects",
    "secrets",
    "documentation",
    "across-files",
    "break-outs",
  ])("twice, and elsewhere: %s", async (name) => {
    const first = await compileAt(folderOf(`../cases/${name}`));
    const second = await compileAt(folderOf(`../cases/${name}`));
    const elsewhere = await compileAt(copyOf(name));
    expect(errorsOf(elsewhere)).toEqual([]);
    expect([...second.committed]).toEqual([...first.committed]);
    expect([...elsewhere.committed]).toEqual([...first.committed]);
    for (const [path, text] of first.committed) {
      expect(text, path).not.toMatch(/\/(work|tmp|home)\//);
    }
  });

  const source = [
    "interface Page<T> { items: T[]; next?: Page<T> }",
    "type Json = string | Json[];",
    "/** F.\n * @param page - P.\n * @param json - J. */",
    "export function f(page: Page<{ id: string }>, json: Json): Page<{ a: { b: string } }[]> { void [page, json]; throw 0; }",
    "",
  ].join("\n");

  it("with a blank line on top, but for the places of the build", async () => {
    const one = await compileFiles({ "t.ts": source });
    const other = await compileFiles({ "t.ts": `\n// A line.\n\n${source}` });
    expect(errorsOf(one)).toEqual([]);
    expect([...other.committed]).toEqual([...one.committed]);
  });

  it("with inline types in generics, in another file and another folder", async () => {
    const [one, other] = [
      await compileFiles({ "t.ts": source }),
      await compileFiles({ "t.ts": source, "a.ts": "export {};\n" }),
    ];
    expect([...other.committed]).toEqual([...one.committed]);
  });
});

describe("a hash changes", () => {
  const files: Files = {
    "one.ts": 'import { help } from "./_help.js";\n/** One. */\nexport function one(): string { return help(); }\n',
    "two.ts": "/** Two. */\nexport function two(): string { return `2`; }\n",
    "_help.ts": 'import { deep } from "./_deep.js";\nexport function help(): string { return deep; }\n',
    "_deep.ts": 'export const deep = "a";\n',
  };

  async function hashes(change: Files = {}): Promise<readonly (string | undefined)[]> {
    const { actions } = manifestOf(await compileFiles({ ...files, ...change }));
    return [actions["one.one"]?.hash, actions["two.two"]?.hash];
  }

  it("with what it imports, and never with another action, a comment in a body or a blank line", async () => {
    const [one, two] = await hashes();
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(one).not.toBe(two);
    const changes: readonly (readonly [change: Files, isOne: boolean, isTwo: boolean])[] = [
      [{ "_deep.ts": 'export const deep = "b";\n' }, true, false],
      [{ "_help.ts": `${files["_help.ts"]}export const more = 1;\n` }, true, false],
      [{ "two.ts": "/** Two. */\nexport function two(): string { return `3`; }\n" }, false, true],
      [{ "two.ts": "/** Other words. */\nexport function two(): string { return `2`; }\n" }, false, true],
      [{ "two.ts": "\n\n/** Two. */\nexport function two(): string {\n  // Why.\n  return `2`;\n}\n" }, false, false],
      [{ "_deep.ts": '// Why.\nexport const deep: string = "a";\n' }, false, false],
      [
        { "_unused.ts": "export const x = 1;\n", "three.ts": "/** Three. */\nexport function three(): void {}\n" },
        false,
        false,
      ],
    ];
    for (const [change, isOne, isTwo] of changes) {
      const [a, b] = await hashes(change);
      expect([change, a !== one, b !== two]).toEqual([change, isOne, isTwo]);
    }
  });
});
