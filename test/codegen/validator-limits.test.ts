import { describe, expect, test } from "vitest";
import { formatNames } from "../../codegen/model/format-names.js";
import type { Fault } from "../../runtime/contract/errors.js";
import type { Json, JsonObject, JsonSchema } from "../../runtime/contract/json.js";
import { maxFaults } from "../../runtime/contract/limits.js";
import { textFormats } from "../../runtime/values/formats.js";
import { openPack } from "./open-pack.js";

// Values and schemas that would take Ajv's validators minutes, or the whole stack.

const nested = (leaf: Json, depth: number, wrap: (inner: Json) => Json): Json => {
  let value = leaf;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
};
const member = (properties: Json, required: readonly string[] = []): Json => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const node = { $ref: "#/definitions/node" };

/** Time that a validator may take for what it should do in no time: a busy machine is slow, and exponential time is far longer. */
const soonMs = 2_000;

/** The same for large values, in multiples of what JSON itself takes for them here and now. */
const timesJson = 20;

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function faultsOf(schema: JsonSchema, value: Json): Promise<readonly string[] | undefined> {
  const [validator] = await openPack([schema]);
  const start = performance.now();
  const faults = validator?.findFaults(value, 0);
  expect(performance.now() - start).toBeLessThan(soonMs);
  return faults?.map(({ path, message }) => `${path} ${message}`);
}

describe("takes linear time and little stack", () => {
  const overlapping: JsonSchema = {
    ...node,
    definitions: {
      node: { anyOf: [member({ child: node, a: { type: "string" } }), member({ child: node, b: { type: "number" } })] },
    },
  };
  const discriminated: JsonSchema = {
    ...node,
    definitions: {
      node: {
        oneOf: ["and", "or", "not"].map((op) =>
          member({ op: { type: "string", const: op }, args: { type: "array", items: node } }, ["op", "args"]),
        ),
      },
    },
  };
  const twice: JsonSchema = {
    ...node,
    definitions: {
      node: {
        type: "object",
        allOf: [{ type: "object", properties: { child: node } }],
        properties: { child: node, a: { type: "string" } },
      },
    },
  };

  test.each([10, 24, 100, 500, 1_000, 2_000])("on unions %i levels deep, right and wrong", async (depth) => {
    const child = (inner: Json): Json => ({ child: inner });
    expect(await faultsOf(overlapping, nested({ b: 5 }, depth, child))).toBeUndefined();
    expect(await faultsOf(overlapping, nested({ a: 5, b: "x" }, depth, child))).toEqual([
      `${"/child".repeat(depth)} \`child\` must be an object.`,
    ]);
    const args = (inner: Json): Json => ({ op: "not", args: [inner] });
    expect(await faultsOf(discriminated, nested({ op: "or", args: [] }, depth / 2, args))).toBeUndefined();
    expect(await faultsOf(discriminated, nested({ op: "xx", args: [] }, depth / 2, args))).toEqual([
      `${"/args/0".repeat(depth / 2)}/op \`op\` must be "and", "or" or "not".`,
    ]);
    expect(await faultsOf(twice, nested({ a: "a" }, depth, child))).toBeUndefined();
    expect(await faultsOf(twice, nested({ a: 1 }, depth, child))).toEqual([
      `${"/child".repeat(depth)}/a \`a\` must be a string.`,
    ]);
  });

  test("on unions of 3,000 members, with a discriminant and without", async () => {
    const kinds = Array.from({ length: 3_000 }, (_, index) => `k${index}`);
    const told = {
      oneOf: kinds.map((kind) =>
        member({ kind: { type: "string", const: kind }, [kind]: { type: "number" } }, ["kind"]),
      ),
    };
    expect(await faultsOf(told, { kind: "k2999", k2999: 1 })).toBeUndefined();
    expect(await faultsOf(told, { kind: "k2999", k2999: "x" })).toEqual(["/k2999 `k2999` must be a number."]);
    const untold = { anyOf: kinds.map((kind) => member({ [kind]: { type: "number" } }, [kind])) };
    expect(await faultsOf(untold, { k2999: 1 })).toBeUndefined();
    expect(await faultsOf(untold, { k3000: 1 })).toHaveLength(1);
  });

  test("on lists of unique items, by whichever order of keys", async () => {
    const schema = { type: "array", uniqueItems: true, items: { type: "object" } };
    const items = Array.from({ length: 50_000 }, (_, a) => ({ a, b: [a] }));
    expect(await faultsOf(schema, items)).toBeUndefined();
    expect(await faultsOf(schema, [...items, { b: [7], a: 7 }])).toEqual([
      " The value must not have duplicate items (items ## 7 and 50000 are identical).",
    ]);
  });

  test.each([
    ["\\d+$", `${"1".repeat(200_000)}x`],
    ["^[\\s\\S]*-[\\s\\S]*-[\\s\\S]*-[\\s\\S]*!$", "-".repeat(200_000)],
    ["^(?:a|a)*$", `${"a".repeat(200_000)}b`],
    ["(?:x+x+)+y", "x".repeat(200_000)],
  ])("on the pattern %s", async (pattern, text) => {
    expect(await faultsOf({ type: "string", pattern }, text)).toHaveLength(1);
  });

  test.each(formatNames.filter((format) => Object.hasOwn(textFormats, format)))("on the format %s", async (format) => {
    for (const unit of ["a", "1", ":", "a.", "a-", "@", "::", "%20", "/a", "{a,", "1Y", "http://", "~0", " "]) {
      for (const prefix of ["", "http://", "a:", "P", "a@"])
        await faultsOf({ type: "string", format }, `${prefix}${unit.repeat(30_000)}\n`);
    }
  }, 60_000);

  test.each<readonly [name: string, schema: JsonSchema, value: Json, path: string]>([
    [
      "members of a union",
      {
        type: "array",
        items: { anyOf: Array.from({ length: 3_000 }, (_, index) => member({ [`k${index}`]: {} }, [`k${index}`])) },
      },
      Array.from({ length: 100_000 }, () => ({ k2999: 1 })),
      "",
    ],
    [
      "properties that may be there",
      { type: "array", items: member(Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`k${i}`, {}]))) },
      Array.from({ length: 100_000 }, () => ({})),
      "",
    ],
    [
      "text",
      { type: "array", items: { type: "string", pattern: "\\d+$" } },
      new Array(40).fill("a".repeat(400_000)),
      "/0",
    ],
    ["text with many ways", { type: "string", pattern: "a[ab]{900}$" }, "ab".repeat(50_000), ""],
    [
      "texts with many ways",
      { type: "array", items: { anyOf: [{ type: "string", pattern: "a[ab]{900}$" }, { type: "string" }] } },
      new Array(9_000).fill("ab".repeat(700)),
      "",
    ],
  ])("on too much at once, which is refused: %s", async (_name, schema, value, path) => {
    const [validator] = await openPack([schema]);
    const json = timeOf(() => JSON.parse(JSON.stringify(value)));
    let faults: readonly Fault[] | undefined;
    const time = timeOf(() => {
      faults = validator?.findFaults(value, JSON.stringify(value).length);
    });
    expect(faults?.[0]?.path).toBe(path);
    expect(time).toBeLessThan(soonMs + timesJson * json);
  });

  const thirty = (value: Json): Json => Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p${at}`, value]));
  const five = ["a", "b", "c", "d", "e"].map((key) => member({ name: { type: "string" }, [key]: {} }, ["name", key]));
  const told = five.map((each, kind) => ({
    ...(each as JsonObject),
    ...(member({ kind: { const: kind } }, ["kind"]) as JsonObject),
  }));
  const scalars = ["string", "number", "boolean", "null"].map((type) => ({ type }));

  test.each<readonly [name: string, items: Json, item: Json, count: number]>([
    ["objects of 30 properties", member(thirty({ type: "string" })), thirty("x"), 15_000],
    ["objects of none of 30 properties", member(thirty({ type: "string" })), {}, 300_000],
    ["members of a plain union", { anyOf: five }, { name: "n", e: 1 }, 150_000],
    ["members of a union by discriminant", { oneOf: told }, { kind: 4 }, 300_000],
    ["scalars", { anyOf: scalars }, null, 999_000],
    ["short texts", { type: "string", pattern: "^[a-z]+$" }, "abcdefgh", 900_000],
    ["longer texts", { type: "string", pattern: "^[a-z ]+$" }, "abcdefgh ".repeat(40), 100_000],
    ["dates", { type: "string", format: "date-time" }, "2024-01-02T03:04:05Z", 400_000],
    ["numbers that are unique", { type: "number" }, 0, 900_000],
  ])("and accepts large values of ordinary schemas: %s", async (name, items, item, count) => {
    const isUnique = name.endsWith("unique");
    const value = Array.from({ length: count }, (_, index) => (isUnique ? index : item));
    const [validator] = await openPack([{ type: "array", items, ...(isUnique && { uniqueItems: true }) }]);
    const json = timeOf(() => JSON.parse(JSON.stringify(value)));
    const time = timeOf(() => expect(validator?.findFaults(value, 64_000_000)).toBeUndefined());
    expect(time).toBeLessThan(soonMs + timesJson * json);
  });

  test("on faults of many equal items, of which it tells two or that they are not valid", async () => {
    const [validator] = await openPack([{ type: "array", uniqueItems: true, items: { type: "object" } }]);
    const value = Array.from({ length: 100_000 }, () => ({ a: 1 }));
    expect(validator?.findFaults(value, 800_000)).toEqual([
      { path: "", message: expect.stringMatching(/^The value must not have duplicate items/) },
    ]);
  });

  test("on unique lists within each other", async () => {
    const schema: JsonSchema = {
      ...node,
      definitions: { node: { anyOf: [{ type: "array", uniqueItems: true, items: node }, { type: "string" }] } },
    };
    expect(
      await faultsOf(
        schema,
        nested("x".repeat(400_000), 2_000, (inner) => ["y", inner]),
      ),
    ).toBeUndefined();
  });

  test("on faults: none but the whole value is told where all others would take too long", async () => {
    const late = [...new Array(900_000).fill(1), "x"];
    const [validator] = await openPack([{ type: "array", items: { type: "number" } }]);
    expect(validator?.findFaults(late, 2_000_000)).toHaveLength(1);
  });

  test("on faults: of a long list no more are told than anybody reads", async () => {
    const faults = await faultsOf(
      { type: "array", items: { type: "string" } },
      Array.from({ length: 500_000 }, () => 1),
    );
    expect(faults).toHaveLength(maxFaults);
  });
});
