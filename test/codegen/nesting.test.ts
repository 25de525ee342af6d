import { describe, expect, it } from "vitest";
import { sourceMaxNesting } from "../../codegen/model/limits.js";
import { compileFiles } from "./compile-project.js";

// Deep nesting overflows stacks wherever a tree is walked. Every construct by which it can be written ends in one problem.

const repeat = (text: string, count: number): string => text.repeat(count);
const inBody =
  (body: (count: number) => string) =>
  (count: number): string =>
    `export function f(x: any): unknown { ${body(count)} }`;
const asParameter =
  (parameter: (count: number) => string) =>
  (count: number): string =>
    `export function f(x${parameter(count)}): void {}`;

const constructs: Readonly<Record<string, (count: number) => string>> = {
  "array types": asParameter((count) => `: string${repeat("[]", count)}`),
  keyof: asParameter((count) => `: ${repeat("keyof ", count)}{ a: 1 }`),
  conditions: asParameter((count) => `: ${repeat("string extends number ? 1 : ", count)}2`),
  "indexed types": asParameter((count) => `: A${repeat('["a"]', count)}`),
  "function types": asParameter((count) => `: ${repeat("() => ", count)}string`),
  "object types": asParameter((count) => `: ${repeat("{ a: ", count)}string${repeat("}", count)}`),
  "type arguments": asParameter((count) => `: ${repeat("Partial<", count)}{}${repeat(">", count)}`),
  "template types": asParameter((count) => `: ${repeat("`$" + "{", count)}"a"${repeat("}`", count)}`),
  "qualified names": asParameter((count) => `: A${repeat(".a", count)}`),
  sums: asParameter((count) => ` = ${repeat("1+", count)}1`),
  signs: asParameter((count) => ` = ${repeat("- ", count)}1`),
  "else of expressions": asParameter((count) => ` = ${repeat("true ? 1 : ", count)}2`),
  casts: asParameter((count) => ` = 1${repeat(" as number", count)}`),
  "non-null assertions": asParameter((count) => ` = 1${repeat("!", count)}`),
  "list literals": asParameter((count) => ` = ${repeat("[", count)}1${repeat("]", count)}`),
  "else if": inBody((count) => `${repeat("if (x) {} else ", count)}{}`),
  loops: inBody((count) => `${repeat("while (x) ", count)}{}`),
  labels: inBody((count) => `${Array.from({ length: count }, (_, index) => `l${index}: `).join("")}{}`),
  blocks: inBody((count) => `${repeat("{", count)}${repeat("}", count)}`),
  calls: inBody((count) => `return x${repeat("()", count)};`),
  chains: inBody((count) => `return x${repeat(".then(() => 1)", count)};`),
  assignments: inBody((count) => `${repeat("x = ", count)}1;`),
  arrows: inBody((count) => `return ${repeat("() => ", count)}1;`),
  awaits: inBody((count) => `return async () => ${repeat("await ", count)}1;`),
  "new of new": inBody((count) => `return ${repeat("new ", count)}x;`),
  "class expressions": inBody((count) => `return ${repeat("class extends ", count)}Object${repeat(" {}", count)};`),
};

async function codesOf(code: string): Promise<readonly string[]> {
  const { problems } = await compileFiles({ "t.ts": `/** F.\n * @param x - X. */\n${code}\n` });
  return problems.map(({ code, at, message }) => `${code} ${at.source.file} ${message}`);
}

describe.each(Object.entries(constructs))("%s", (_, write) => {
  const tooDeep = [
    `ACT104 actions/t.ts The file does not parse: nothing may be nested more than ${sourceMaxNesting} levels deep.`,
  ];

  it("beyond the limit", async () => {
    expect(await codesOf(write(sourceMaxNesting + 50))).toEqual(tooDeep);
  });

  it("beyond the parser's stack", async () => {
    expect(await codesOf(write(20_000))).toEqual(tooDeep);
  });

  it("within the limit", async () => {
    const codes = await codesOf(write(60));
    expect(codes.filter((each) => /^ACT(?:104|901)/.test(each))).toEqual([]);
  });
});

it("long chains of declarations end in a problem at the action", async () => {
  const constants = Array.from({ length: 8000 }, (_, index) => `const c${index + 1} = c${index};`).join("\n");
  const { problems } = await compileFiles({
    "t.ts": `const c0 = 1;\n${constants}\n/** F.\n * @param x - X. */\nexport function f(x = c8000): void { void x; }\n`,
  });
  expect(problems.map(({ code, at }) => [code, at.source.text.slice(at.start, at.end)])).toEqual([["ACT315", "f"]]);
});

it("an intersection of many parts ends in a problem", async () => {
  const parts = Array.from({ length: 5000 }, (_, index) => `{ k${index}: string }`).join(" & ");
  expect(await codesOf(`export function f(x: ${parts}): void {}`)).toEqual([
    expect.stringMatching(/^ACT315 actions\/t\.ts .*more than 2000 parts/),
  ]);
});

it("a pattern of nested groups is judged by its nesting", async () => {
  const pattern = `^${repeat("(?:a|", 150)}b${repeat(")*", 150)}$`;
  const { problems } = await compileFiles({
    "t.ts": `/** F.\n * @param x - X. {@pattern ${pattern}} */\nexport function f(x: string): void { void x; }\n`,
  });
  expect(problems.map(({ code }) => code)).toEqual(["ACT206"]);
});
