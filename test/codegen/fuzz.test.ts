import fc from "fast-check";
import { expect, it } from "vitest";
import { createCompiler } from "../../codegen/schemas.js";
import { compileFiles, errorsOf, manifestOf } from "./sample-project.js";

// Random signatures, nonsense included: each ends in problems or in schemas that Ajv compiles, never in a throw.

const runs = process.env.ACTIONARY_LONG === "1" ? 600 : 12;
const functionsPerRun = 5;

const leaves = fc.constantFrom(
  ...[
    "string",
    "number",
    "boolean",
    "null",
    "unknown",
    "undefined",
    "void",
    "any",
    "never",
    "object",
    "symbol",
    "bigint",
  ],
  ...['"a"', '"b"', "1", "-1", "true", "1e999", "0x10", "10n", "`t`", "`a\x24{string}`", "{}", "[]", "this"],
  ...[
    "Date",
    "Missing",
    "User",
    "Tree",
    "Id",
    "Maybe",
    "Size",
    "Size.Large",
    "Loop",
    "Json",
    "Page",
    "Klass",
    "Buffer",
  ],
  ...[
    "Array",
    "Promise<string>",
    "Map<string, 1>",
    "RegExp",
    "() => void",
    "new () => User",
    "typeof value",
    "keyof User",
  ],
  ...["asserts x", "x is string", "infer U", "unique symbol", "import('./_a.js').A", "NodeJS.Timeout", "T", "..."],
);

const name = fc.constantFrom(
  "a",
  "b",
  '"a-b"',
  "1",
  "$ref",
  "constructor",
  "__proto__",
  '"__proto__"',
  "[Symbol.iterator]",
  '"*/"',
  "readonly",
  "'\"q\"'",
);

const tag = fc.constantFrom(
  ...[
    "",
    "",
    "",
    "/** Text. */ ",
    "/** @minimum 1 */ ",
    "/** @minLength 1 */ ",
    "/** @pattern ^a */ ",
    "/** @closed */ ",
  ],
  ...[
    "/** @default 1 */ ",
    "/** @widget integer */ ",
    "/** @format date */ ",
    "/** @nonsense */ ",
    "/** @uniqueItems */ ",
  ],
);

const { type } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: leaves, weight: 4 },
    { arbitrary: fc.tuple(tie("type"), tie("type")).map(([a, b]) => `${a} | ${b}`), weight: 3 },
    { arbitrary: tie("type").map((a) => `(${a})[]`), weight: 2 },
    { arbitrary: tie("type").map((a) => `readonly ${a}[]`), weight: 1 },
    { arbitrary: tie("type").map((a) => `Array<${a}>`), weight: 1 },
    { arbitrary: tie("type").map((a) => `Page<${a}>`), weight: 2 },
    { arbitrary: tie("type").map((a) => `Partial<${a}>`), weight: 1 },
    { arbitrary: fc.tuple(tie("type"), tie("type")).map(([a, b]) => `Record<${a}, ${b}>`), weight: 1 },
    { arbitrary: fc.tuple(tie("type"), tie("type")).map(([a, b]) => `${a} & ${b}`), weight: 1 },
    { arbitrary: fc.tuple(tie("type"), tie("type")).map(([a, b]) => `[${a}, x?: ${b}]`), weight: 1 },
    { arbitrary: tie("type").map((a) => `{ [key: string]: ${a} }`), weight: 1 },
    {
      arbitrary: fc
        .array(fc.tuple(tag, name, fc.constantFrom("", "?"), tie("type")), { maxLength: 3 })
        .map((members) => `{\n${members.map(([doc, key, mark, of]) => `${doc}${key}${mark}: ${of}`).join(";\n")}\n}`),
      weight: 4,
    },
  ),
}));

const initialiser = fc.constantFrom(
  "",
  "",
  "",
  "",
  " = 1",
  ' = "a"',
  " = null",
  " = {}",
  " = []",
  " = [1, `a`]",
  " = undefined",
  " = f()",
  " = Size.Large",
);
const parameter = fc.tuple(
  fc.constantFrom(
    "x",
    "y",
    "constructor",
    "__proto__",
    "{ a, b = 1 }",
    "[c]",
    "...z",
    "this",
    "$ref",
    "arguments",
    "await",
  ),
  fc.constantFrom("", "", "?"),
  fc.option(type, { freq: 8 }),
  initialiser,
);
const signature = fc.tuple(fc.array(parameter, { maxLength: 3 }), fc.option(type, { freq: 8 }));

const prelude = [
  'import type { A } from "./_a.js";',
  "interface User { id: string; name?: string | null }",
  "interface Tree extends User { children: Tree[]; by: Record<string, Tree> }",
  "interface Page<T = string> { items: T[]; next?: Page<T> }",
  "type Id = string;\ntype Maybe = string | undefined;\ntype Json = string | Json[] | { [key: string]: Json };\ntype Loop = Loop;",
  "enum Size { Small = 1, Large }",
  "class Klass { a = 1 }",
  "declare const value: A;",
].join("\n");

function sourceOf([parameters, result]: readonly [
  readonly (readonly [string, string, string | null, string])[],
  string | null,
]): string {
  const list = parameters.map(([key, mark, of, value]) => {
    const isNamed = /^\w+$/.test(key);
    return `${key}${isNamed && value === "" ? mark : ""}${of === null ? "" : `: ${of}`}${value}`;
  });
  const returns = result === null ? "" : `: Promise<${result}>`;
  return `${prelude}\n/** F. */\nexport async function f(${list.join(", ")})${returns} { throw 0; }\n`;
}

/** Compiles the sources together; then those without an error again, so that they reach the emitters. */
async function checkSources(sources: readonly string[]): Promise<void> {
  const helper = { "_a.ts": "export interface A { a: 1 }\n" };
  const files = Object.fromEntries(sources.map((source, index) => [`f${index}.ts`, source]));
  const { problems } = await compileFiles({ ...files, ...helper });
  for (const { code, message } of problems) {
    expect(code, message).not.toBe("ACT901");
    expect(message).not.toMatch(/Unknown node|Cannot read|Maximum call|undefined \(/);
    expect(message.length, message).toBeLessThan(1_000);
  }
  const broken = new Set(problems.filter((each) => each.severity === "error").map((each) => each.at.source.file));
  const clean = Object.entries(files).filter(([path]) => !broken.has(`actions/${path}`));
  if (clean.length === 0) return;
  const compiled = await compileFiles({ ...Object.fromEntries(clean), ...helper });
  // Defaults are judged only where nothing else is wrong.
  const errors = errorsOf(compiled);
  expect(errors.filter((error) => !error.startsWith("ACT308"))).toEqual([]);
  if (errors.length > 0) return;
  const { actions } = manifestOf(compiled);
  for (const { input, output } of Object.values(actions)) {
    for (const schema of [input, output]) createCompiler().compile(schema);
  }
}

it("random signatures end in problems or in schemas that compile", async () => {
  const sources = fc.array(signature.map(sourceOf), { minLength: functionsPerRun, maxLength: functionsPerRun });
  await fc.assert(fc.asyncProperty(sources, checkSources), { numRuns: runs, seed: 20_260_131, endOnFailure: true });
});
