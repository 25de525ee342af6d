import { describe, expect, it } from "vitest";
import { compileFiles, errorsOf } from "../compile-project.js";

const base = `
interface Base {
  /** The id. @minLength 2 @title Its id */
  id: string;
  /** How many. @minimum 1 @default 3 @example 4 */
  count: number;
  /** Which. @default "b" */
  kind: "a" | "b";
}
interface Own extends Base {
  id: "ab" | "abc";
  /** Its own text. */
  count: number;
  kind: "a";
}
interface Deeper extends Own {
  id: "ab";
}
interface Twice {
  /** Once. */
  text: string;
}
interface Twice {
  text: string;
}
`;

async function propertiesOf(type: string, resolver: "light" | "full"): Promise<Readonly<Record<string, object>>> {
  const source = `${base}/**\n * F.\n *\n * @param x - X.\n */\nexport function f(x: ${type}): void {\n  void x;\n}\n`;
  const compiled = await compileFiles({ "t.ts": source }, { resolver });
  expect(errorsOf(compiled)).toEqual([]);
  const input = compiled.actions.get("t.f")?.input as {
    readonly properties: { readonly x: { readonly properties?: Record<string, object> } };
    readonly definitions?: Readonly<Record<string, { readonly properties: Record<string, object> }>>;
  };
  const [only] = Object.values(input.definitions ?? {});
  return input.properties.x.properties ?? only?.properties ?? {};
}

describe.each(["light", "full"] as const)("a redeclared property (%s)", (resolver) => {
  it.each(["Own", "{ [K in keyof Own]: Own[K] }", "Pick<Own, keyof Own>"])("keeps its comment in %s", async (type) => {
    const { id, count, kind } = await propertiesOf(type, resolver);
    expect(id).toMatchObject({ enum: ["ab", "abc"], description: "The id.", minLength: 2, title: "Its id" });
    expect(count).toMatchObject({
      type: "number",
      description: "Its own text.",
      minimum: 1,
      default: 3,
      examples: [4],
    });
    // The inherited default is none of the values that are left.
    expect(kind).toEqual({ type: "string", const: "a", description: "Which.", title: "Kind" });
  });

  it("keeps it over several bases", async () => {
    const { id, count } = await propertiesOf("Deeper", resolver);
    expect(id).toMatchObject({ const: "ab", description: "The id.", minLength: 2 });
    expect(count).toMatchObject({ description: "Its own text.", minimum: 1 });
  });

  it("keeps it over several declarations of one interface", async () => {
    const { text } = await propertiesOf("Twice", resolver);
    expect(text).toMatchObject({ type: "string", description: "Once." });
  });
});

describe.each(["light", "full"] as const)("an interface of several declarations (%s)", (resolver) => {
  const definitionOf = async (declarations: string): Promise<unknown> => {
    const files = { "t.ts": `${declarations}\n/** F. */\nexport function f(): Twice { return { a: 1, b: 2 }; }\n` };
    const compiled = await compileFiles(files, { resolver });
    expect(compiled.problems).toEqual([]);
    return (compiled.actions.get("t.f")?.output.definitions as { readonly Twice: unknown }).Twice;
  };
  const [bare, more] = ["interface Twice { a: number }", "interface Twice { b: number }"];

  it("has the first description that one of them has", async () => {
    expect(await definitionOf(`${bare}\n/** The second. */\n${more}`)).toMatchObject({ description: "The second." });
    expect(await definitionOf(`/** One. */\n${bare}\n/** Two. */\n${more}`)).toMatchObject({ description: "One." });
  });

  it("has what the tags of all of them say, and reports what is wrong there", async () => {
    const closed = await definitionOf(`/** One. */\n${bare}\n/** @closed */\n${more}`);
    expect(closed).toMatchObject({ description: "One.", additionalProperties: false });
    const files = {
      "t.ts": `${bare}\n/** @minLength 2 */\n${more}\n/** F. */\nexport function f(): Twice { throw 1; }\n`,
    };
    expect((await compileFiles(files, { resolver })).marks).toEqual([expect.stringMatching(/^ACT206: /)]);
  });
});
