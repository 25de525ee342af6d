import { expect, test } from "vitest";
import { createCompiler } from "../../codegen/model/schemas.js";
import type { Fault } from "../../runtime/contract/errors.js";
import type { Json, JsonObject, JsonSchema } from "../../runtime/contract/json.js";
import { openPack } from "./open-pack.js";

// Names of the language's own properties, numbers that are equal and look different, halves of characters, equal members.

const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;

const rows: readonly (readonly [schema: JsonSchema, values: readonly Json[]])[] = [
  [
    parse(
      '{"type":"object","properties":{"constructor":{"type":"string"},"toString":{"type":"number"}},"required":["constructor","toString"],"additionalProperties":false}',
    ),
    [
      {},
      parse('{"constructor":"a","toString":1}'),
      parse('{"constructor":"a"}'),
      parse('{"constructor":1,"toString":1}'),
    ],
  ],
  [
    parse('{"type":"object","required":["toString","__proto__","x"]}'),
    [{}, parse('{"toString":1,"__proto__":2,"x":1}'), parse('{"x":1}')],
  ],
  [
    {
      oneOf: ["__proto__", "constructor", "toString", "a", "b", "c", "d", "e", "f", "g"].map((k) => ({
        type: "object",
        properties: { k: { const: k } },
        required: ["k"],
      })),
    },
    [{ k: "__proto__" }, { k: "constructor" }, { k: "x" }, { k: "hasOwnProperty" }, {}],
  ],
  [{ enum: ["__proto__", "constructor"] }, ["__proto__", "constructor", "toString"]],
  [{ enum: ["__proto__", "constructor", "a", "b", "c", "d", "e", "f"] }, ["__proto__", "toString", {}]],
  [{ const: 0 }, [0, -0, "0", null]],
  [{ const: -0 }, [0, -0]],
  [{ enum: [0, 1, 2, 3, 4, 5, 6, 7, 8] }, [0, -0, 1.0]],
  [
    { type: "array", uniqueItems: true },
    [
      [0, -0],
      [1, "1"],
      [1, true],
      [null, "null"],
      [[], {}],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [parse('{"__proto__":1}'), {}],
      ["a", "a"],
      [
        [1, [2]],
        [1, [2]],
      ],
      [1e21, 1e21],
      ["\ud800", "\udfff"],
      [{ a: "1" }, { a: 1 }],
      [{ 'a","b': 1 }, { a: "b" }],
      [
        [["a"], "b"],
        ["a", ["b"]],
      ],
      ["1:a", "a"],
      [true, "true"],
      [[null], ["null"]],
    ],
  ],
  [{ type: "string", minLength: 2 }, ["😀", "😀😀", "\ud83d", "\ud83d\ud83d", "\udc00\ud83d", "ab", "a"]],
  [{ type: "string", maxLength: 1 }, ["😀", "😀😀", "\ud83d", "\ud83d\ud83d", "\udc00\ud83d", "ab", "a", ""]],
  [{ type: "string", maxLength: 0 }, ["", "a"]],
  [{ type: "string", minLength: 0 }, ["", "a"]],
  [{ type: "number", multipleOf: 0.1 }, [0.3, 0.1, 0.2, 1.1, 4.35, 0, -0, 1e21, 1e308, 0.30000000000000004, 7]],
  [{ type: "number", multipleOf: 0.01 }, [0.07, 1.13, 4.35, 19.99]],
  [{ type: "integer", multipleOf: 3 }, [9, 10, 9.0, 1e300, 1e21]],
  [{ type: "integer" }, [1, 1.0, 1.5, 1e300, "1", null, true]],
  [{ type: "number", minimum: 0, exclusiveMaximum: 1 }, [0, -0, 1, 0.999]],
  [{ type: ["string", "null"], minLength: 1 }, [null, "", "a", 1]],
  [{ type: ["integer", "number"] }, [1, 1.5, "a"]],
  [{ type: ["integer", "string"] }, [1, 1.5, "a"]],
  [
    { const: { a: [1, { b: null }] } },
    [{ a: [1, { b: null }] }, { a: [1, {}] }, { a: [1, { b: null }], c: 1 }, [], null],
  ],
  [{ enum: [[], {}, null, [1], { a: -0 }] }, [[], {}, null, [1], [[]], { a: 0 }, { a: -0 }, 0, ""]],
  [{ type: "object", enum: [{ a: 1 }], properties: { a: { type: "string" } } }, [{ a: 1 }, {}]],
  [
    { type: "object", minProperties: 1, maxProperties: 2 },
    [{}, { a: 1 }, { a: 1, b: 2, c: 3 }, parse('{"__proto__":1}')],
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, required: ["a", "b"], additionalProperties: false },
    [{ a: "x", b: 1 }, { a: "x" }, { b: 1 }],
  ],
  [{ type: "object", required: ["b"], additionalProperties: { type: "string" } }, [{ b: 1 }, { b: "a" }, {}]],
  [
    {
      type: "object",
      patternProperties: { "^_": { type: "string" }, o: { type: "string", minLength: 3 } },
      additionalProperties: false,
    },
    [
      parse('{"__proto__":"abc"}'),
      parse('{"__proto__":"a"}'),
      parse('{"_x":"a"}'),
      parse('{"_o":"a"}'),
      parse('{"zo":"abcd","q":1}'),
    ],
  ],
  [
    { type: "object", propertyNames: { enum: ["a", "__proto__"] } },
    [{ a: 1 }, parse('{"__proto__":1}'), { constructor: 1 }],
  ],
  [{ type: "array", items: [{ type: "string" }], additionalItems: false }, [[], ["a"], [1], ["a", 1]]],
  [
    { type: "array", items: [{ type: "string" }, { type: "number" }], minItems: 2, additionalItems: { type: "null" } },
    [["a", 1, null], ["a", 1, 2], ["a"]],
  ],
  [{ type: "array", items: [], additionalItems: false }, [[], [1]]],
  [{ oneOf: [{ type: "integer" }, { type: "number" }] }, [1, 1.5]],
  [{ oneOf: [{}, {}] }, [1, {}]],
  [{ oneOf: [true, false] }, [1, {}]],
  [{ oneOf: [true, true] }, [1, {}, []]],
  [{ anyOf: [false, { type: "null" }] }, [null, 1]],
  [{ oneOf: [{ const: "a" }, { const: "a" }] }, ["a", "b"]],
  [{ oneOf: [{ enum: ["a", "a2"] }, { enum: ["a"] }] }, ["a", "a2", "b"]],
  [
    {
      oneOf: [
        { type: "object", properties: { k: { enum: ["x", "y"] } }, required: ["k"] },
        { type: "object", properties: { k: { const: "x" } }, required: ["k"] },
      ],
    },
    [{ k: "x" }, { k: "y" }, { k: "z" }],
  ],
  [{ type: "array", items: { const: null } }, [[null], [0]]],
  [{ allOf: [{ type: "string" }, { const: "a" }] }, ["a", "b", 1]],
  [{ const: "a", enum: ["b", "a"] }, ["a", "b"]],
  [{ const: "a", enum: ["b"] }, ["a", "b"]],
  [{ const: { a: 1 }, enum: [{ a: 1 }] }, [{ a: 1 }, { a: 2 }]],
  [{ type: "number", const: "a" }, ["a", 1]],
  [{ type: "object", properties: { a: false } }, [{}, { a: 1 }]],
  [{ type: "object", properties: { a: true }, additionalProperties: false }, [{}, { a: 1 }, { b: 1 }]],
  [{ const: 1, anyOf: [{ type: "string" }, { type: "number" }] }, [1, "a"]],
  [{ type: "string", oneOf: [{ minLength: 1 }, { maxLength: 2 }] }, ["", "a", "abc", 1, {}]],
  [{ oneOf: [{ minLength: 1 }, { maxLength: 2 }] }, ["", "a", "abc", 1, {}, []]],
  [{ anyOf: [{ required: ["a"] }, { required: ["b"] }], type: "object" }, [{ a: 1 }, { b: 1 }, {}, [], 1]],
  [{ oneOf: [{ required: ["a"] }, { required: ["b"] }] }, [{ a: 1 }, { a: 1, b: 1 }, {}, [], 1]],
  [{ type: "string", format: "date" }, ["2024-02-29", "x"]],
  [{ type: "string", pattern: "^.$" }, ["😀", "\ud83d", "\n", "a"]],
];

test.each(
  rows.map(([schema, values]) => ({ name: JSON.stringify(schema).slice(0, 120), schema, values })),
)("ours and Ajv agree on $name", async ({ schema, values }) => {
  const [ours] = await openPack([schema]);
  const ajv = createCompiler({ strict: false }).compile(schema);
  for (const value of values) {
    const [faults, fits] = [ours?.findFaults(value, 0), ajv(value)];
    expect(faults === undefined, JSON.stringify(value)).toBe(fits);
    expect(ours?.accepts(value)).toBe(fits);
    expect(faults?.length).not.toBe(0);
  }
});

test("a property may be named __proto__, which Ajv leaves out", async () => {
  const closed = parse('{"type":"object","properties":{"__proto__":{"type":"string"}},"additionalProperties":false}');
  const kind = (value: string): JsonObject =>
    parse(`{"type":"object","properties":{"__proto__":{"const":"${value}"}},"required":["__proto__"]}`);
  const validators = await openPack([closed, { oneOf: [kind("a"), kind("b")] }]);
  const answers = ['{"__proto__":"a"}', '{"__proto__":1}', "{}"].map((text) =>
    validators.map((validator) => validator.findFaults(parse(text), 0)?.map(({ path }) => path)),
  );
  expect(answers).toEqual([
    [undefined, undefined],
    [["/__proto__"], ["/__proto__"]],
    [undefined, [""]],
  ]);
});

test.each([
  { a: { $ref: "#/definitions/a" } },
  { a: { $ref: "#/definitions/b" }, b: { $ref: "#/definitions/a" } },
  { a: { anyOf: [{ $ref: "#/definitions/a" }, { type: "string" }] } },
  { a: { type: "object", allOf: [{ $ref: "#/definitions/b" }] }, b: { oneOf: [{ $ref: "#/definitions/a" }] } },
])("a definition that demands itself of the same value is no validator: %j", async (definitions) => {
  await expect(openPack([{ $ref: "#/definitions/a", definitions }])).rejects.toThrow("demands itself");
});

test("keys of a prototype are none of an object, also behind as many keys as are known", async () => {
  const property = { type: "string" };
  const [ours] = await openPack([
    { type: "object", properties: { a: property, b: property }, required: ["a"], additionalProperties: false },
  ]);
  const inherited = Object.create({ c: 1, d: 2 });
  expect(ours?.accepts(Object.assign(inherited, { a: "x" }))).toBe(true);
  expect(ours?.accepts(Object.assign(inherited, { b: "x" }))).toBe(true);
  expect(ours?.accepts(Object.assign(inherited, { c: "x" }))).toBe(false);
});

const wide = Array.from({ length: 20 }, () => ({ type: "object", required: ["n"] }));

test("a wide union that fits has no faults where something else is wrong, and one that two members fit has one", async () => {
  const members = Array.from({ length: 20 }, (_, index) => ({
    type: "object",
    properties: { [`p${index % 19}`]: { type: "string", pattern: "^x" } },
    required: [`p${index % 19}`],
    additionalProperties: false,
  }));
  const [any, one] = await openPack([
    { type: "object", properties: { u: { anyOf: members }, n: { type: "number" } }, allOf: [{ anyOf: wide }] },
    { oneOf: members },
  ] as JsonSchema[]);
  const sentences = (faults: readonly Fault[] | undefined): unknown =>
    faults?.map(({ path, message }) => path + message);
  expect(sentences(any?.findFaults({ u: { p3: "x" }, n: "1" }, 0))).toEqual(["/n`n` must be a number."]);
  expect(sentences(any?.findFaults({ u: { p3: "x".repeat(300_000) }, n: "1" }, 0))).toEqual([
    "/n`n` must be a number.",
  ]);
  expect(sentences(one?.findFaults({ p0: "x" }, 0))).toHaveLength(1);
  expect(one?.findFaults({ p1: "x" }, 0)).toBeUndefined();
});
