import { beforeAll, describe, expect, it } from "vitest";
import type { ActionModel } from "../../../codegen/model/models.js";
import { compileFiles, errorsOf } from "../compile-project.js";

// One function holds all initialisers; each line is: name, annotation or none, initialiser, the schema that it gives.

const cases: readonly (readonly [name: string, annotation: string, initialiser: string, schema: object])[] = [
  ["text", "", '"a"', { type: "string", default: "a" }],
  ["single", "", "'it\\'s'", { type: "string", default: "it's" }],
  ["template", "", "`a\nb`", { type: "string", default: "a\nb" }],
  ["whole", "", "30", { type: "number", default: 30 }],
  ["negative", "", "-1", { type: "number", default: -1 }],
  ["positive", "", "+1", { type: "number", default: 1 }],
  ["separated", "", "1_000.5", { type: "number", default: 1000.5 }],
  ["hexadecimal", "", "0xff", { type: "number", default: 255 }],
  ["exponent", "", "1e3", { type: "number", default: 1000 }],
  ["zero", "", "-0", { type: "number", default: 0 }],
  ["yes", "", "true", { type: "boolean", default: true }],
  ["nothing", "string | null", "null", { type: ["string", "null"], default: null }],
  ["constant", "", "LIMIT", { type: "number", default: 5 }],
  ["imported", "", "shared.WORD", { type: "string", default: "word" }],
  ["renamed", "", "OTHER", { type: "string", default: "word" }],
  ["member", "Speed", "Speed.Fast", { type: "string", enum: ["slow", "fast"], default: "fast" }],
  ["counted", "Size", "Size.Large", { type: "number", enum: [5, 6, 8], default: 6 }],
  ["widened", "", "Speed.Fast", { type: "string", enum: ["slow", "fast"], default: "fast" }],
  ["asserted", "", '"low" as "low" | "high"', { type: "string", enum: ["low", "high"], default: "low" }],
  ["parenthesised", "", "(1)", { type: "number", default: 1 }],
  ["list", "", "[1, 2]", { type: "array", items: { type: "number" }, default: [1, 2] }],
  [
    "nested",
    "",
    "[[1], [2]]",
    { type: "array", items: { type: "array", items: { type: "number" } }, default: [[1], [2]] },
  ],
  ["empty", "string[]", "[]", { type: "array", items: { type: "string" }, default: [] }],
  [
    "object",
    "",
    '{ a: 1, "b-c": ["x"] }',
    {
      type: "object",
      properties: { a: { type: "number" }, "b-c": { type: "array", items: { type: "string" } } },
      required: ["a", "b-c"],
      additionalProperties: false,
      default: { a: 1, "b-c": ["x"] },
    },
  ],
  ["nestedMember", "number", "CONF.page.size", { type: "number", default: 25 }],
  ["bareMember", "", "CONF.page.size", { type: "number", default: 25 }],
  ["quotedMember", "", 'CONF["page"]["max-size"]', { type: "number", default: 100 }],
  ["item", "", "NAMES[0]", { type: "string", const: "low", default: "low" }],
  ["looseItem", "", "LOOSE[1]", { type: "string", default: "high" }],
  ["surelyItem", "", "NAMES[0]!", { type: "string", const: "low", default: "low" }],
  ["negativeMember", "", "-CONF.page.size", { type: "number", default: -25 }],
  ["length", "", "LOOSE.length", { type: "number", default: 2 }],
  ["frozenMember", "number", "FROZEN.retries", { type: "number", default: 5 }],
  ["typedMember", "", "TYPED.level", { type: "string", enum: ["low", "high"], default: "low" }],
  ["quotedEnum", "", 'Speed["Fast"]', { type: "string", enum: ["slow", "fast"], default: "fast" }],
  ["ofNamespace", "", 'shared["WORD"]', { type: "string", default: "word" }],
  ["spreadObject", "{ a: number; b: number }", "{ ...FROZEN_PAIR, b: 2 }", { type: "object", default: { a: 1, b: 2 } }],
  ["shorthand", "", "SHORT.LIMIT", { type: "number", default: 5 }],
  ["accessor", "number", "GETTER.size", { type: "number" }],
  ["missingMember", "string", "CONF.missing", { type: "string" }],
  ["mutableRoot", "number", "mutable.size", { type: "number" }],
  ["options", "", "{} as { a?: string }", { type: "object", properties: { a: { type: "string" } }, default: {} }],
  ["computed", "number", "Date.now()", { type: "number" }],
  ["spread", "number[]", "[...[1]]", { type: "array", items: { type: "number" }, default: [1] }],
  ["holed", "string", "`a\x24{LIMIT}`", { type: "string", default: "a5" }],
  ["variable", "number", "changing", { type: "number" }],
  ["infinite", "number", "1e999", { type: "number" }],
  ["large", "number", "Number.MAX_SAFE_INTEGER", { type: "number" }],
];

const source = [
  'import * as shared from "./_shared.js";',
  'import { WORD as OTHER } from "./_shared.js";',
  "const LIMIT = 5;",
  "let changing = 1;",
  'const CONF = { page: { size: 25, "max-size": 100 }, act: () => 1 };',
  'const NAMES = ["low", "high"] as const;',
  'const LOOSE = ["low", "high"];',
  "const FROZEN = Object.freeze({ retries: 5 });",
  "const FROZEN_PAIR = { a: 1, b: 1 };",
  'const TYPED: { level: "low" | "high" } = { level: "low" };',
  "const SHORT = { LIMIT };",
  "const GETTER = { get size() { return 1; } };",
  "let mutable = { size: 1 };",
  'enum Speed { Slow = "slow", Fast = "fast" }',
  "enum Size { Medium = 5, Large, Huge = 1 << 3 }",
  "/** F. */",
  `export function f(${cases.map(([name, type, value]) => `${name}${type && `: ${type}`} = ${value}`).join(", ")}): void {}`,
].join("\n");

describe("a default", () => {
  let action: ActionModel | undefined;
  beforeAll(async () => {
    const compiled = await compileFiles({ "t.ts": source, "_shared.ts": 'export const WORD = "word";\n' });
    expect(errorsOf(compiled)).toEqual([]);
    action = compiled.actions.get("t.f");
  });

  it.each(cases)("%s%s = %s", (name, _type, _value, schema) => {
    const properties = (action?.input.properties ?? {}) as Readonly<Record<string, object>>;
    const found = properties[name] ?? {};
    expect(found).toMatchObject(schema);
    expect("default" in found).toBe("default" in schema);
    expect(action?.parameters.find((each) => each.name === name)?.required).toBe(false);
  });

  it("of zero is never negative", () => {
    expect(JSON.stringify(action?.input)).not.toContain("-0");
  });
});

it("a default that says too little needs a type, and the message is true of each", async () => {
  const { problems, marks } = await compileFiles({
    "t.ts":
      "/** F. */\nexport function f(a = [], b = null, c = undefined, d = [1, 'a'], e = Date.now(), f = {}): void {}\n",
  });
  const wanted = problems.filter((problem) => problem.code !== "ACT204");
  expect(marks.filter((mark) => !mark.startsWith("ACT204"))).toEqual(
    ["a", "b", "c", "d", "e", "f"].map((name) => `ACT302: ${name}`),
  );
  // `d` and `e` have a type that TypeScript infers: it is Actionary that does not read it.
  expect(wanted.filter((problem) => problem.message.includes("implicit")).length).toBeLessThanOrEqual(3);
});

it("a default or an example that its own type refuses is reported where it stands, each of them", async () => {
  const { marks } = await compileFiles({
    "t.ts": [
      "/** F.",
      ' * @example {"a": 1}',
      " * @example {}",
      ' * @example {"b": "1"}',
      " */",
      "export function f(a: 'low' = 'high' as never, b: number = 'x' as never): void {}",
    ].join("\n"),
  });
  expect(marks.filter((mark) => !mark.startsWith("ACT204"))).toEqual([
    'ACT208: {"a": 1}',
    'ACT208: {"b": "1"}',
    "ACT308: 'high' as never",
    "ACT308: 'x' as never",
  ]);
});

it("a default in the comment of a property is held to its type, too", async () => {
  const { marks } = await compileFiles({
    "t.ts":
      "/** F.\n * @param o - O. */\nexport function f(o: {\n  /** @default 5 */\n  a: string;\n  /** @example 6 */\n  b: string;\n}): void { void o; }\n",
  });
  expect(marks).toEqual(["ACT308: 5", "ACT208: 6"]);
});

it("a default that is made of itself ends in a problem, through another constant, too", async () => {
  const { marks } = await compileFiles({
    "a.ts": [
      "const one = two;\nconst two = one;\n/**\n * F.\n *\n * @param a - A.\n */",
      "export function f(a = one): void {}\n",
    ].join("\n"),
  });
  expect(marks).toEqual(["ACT302: a"]);
});
