import { expect, test } from "vitest";
import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import { maxJsonChars, maxJsonParts } from "../../runtime/contract/limits.js";
import type { WirePlan } from "../../runtime/contract/wire.js";
import { encode } from "../../runtime/values/encode.js";
import { revive } from "../../runtime/values/revive.js";
import { takeJson } from "../../runtime/values/take-json.js";
import { openPack } from "../codegen/open-pack.js";

// Whatever the arguments or the reply are: taking, judging and explaining them holds up a thread for no longer than it should.

/** Most that a value of 1 MB may take, beside a multiple of what JSON itself takes for it here and now. */
const heldMs = 200;
const timesJson = 20;

const megabyte = 2 ** 20;
const text = { type: "string" };
const node = { $ref: "#/definitions/node" };
const closed = (properties: Json): Json => ({ type: "object", properties, additionalProperties: false });
const many = <Item>(bytes: number, item: (index: number) => Item): readonly Item[] =>
  Array.from({ length: Math.floor(megabyte / bytes) }, (_, index) => item(index));
const nested = (depth: number, wrap: (inner: Json) => Json): Json => {
  let value: Json = {};
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
};
const overlapping: JsonSchema = {
  type: "array",
  items: node,
  definitions: { node: { anyOf: [closed({ child: node, a: text }), closed({ child: node, b: { type: "number" } })] } },
};
const values: readonly (readonly [name: string, schema: JsonSchema, value: Json])[] = [
  ["numbers", { type: "array", items: { type: "number" } }, many(2, () => 1)],
  ["wrong numbers", { type: "array", items: text }, many(2, () => 1)],
  ["lists", { type: "array", items: { type: "array" } }, many(3, () => [])],
  ["unique numbers", { type: "array", uniqueItems: true }, many(7, (index) => index)],
  ["unique objects", { type: "array", uniqueItems: true }, many(14, (index) => ({ a: index }))],
  ["unique objects that are not", { type: "array", uniqueItems: true }, many(8, () => ({ a: 1 }))],
  ["a long text", { type: "string", pattern: "(?:-[^-]*)*!$" }, "-".repeat(megabyte)],
  ["a long date", { type: "string", format: "date-time" }, `2024-01-01T${"1".repeat(megabyte)}`],
  ["a long address", { type: "string", format: "url" }, `http://${":".repeat(megabyte)}`],
  [
    "many dates",
    { type: "array", items: { type: "string", format: "date-time" } },
    many(27, () => "2024-01-02T03:04:05.678Z"),
  ],
  [
    "many keys",
    { type: "object", propertyNames: { type: "string", pattern: "^k\\d+$" } },
    Object.fromEntries(many(14, (index) => [`k${index}`, 1])),
  ],
  ["many surplus keys", closed({ a: text }) as JsonSchema, Object.fromEntries(many(14, (index) => [`k${index}`, 1]))],
  [
    "members of a union",
    overlapping,
    many(40, (index) => ({ child: { child: { child: index % 2 ? { a: "a" } : { b: 1 } } } })),
  ],
  ["wrong members of a union", overlapping, many(40, () => ({ child: { child: { child: { a: 1, b: "b" } } } }))],
  ["deep members of a union", overlapping, many(20_000, () => nested(2_000, (child) => ({ child })))],
  [
    "wrong deep members",
    overlapping,
    many(20_000, () => nested(2_000, (child) => (Object.keys(child as object).length ? { child } : { a: 1 }))),
  ],
];

test.each(values)("1 MB of %s", async (_name, schema, value) => {
  const [validator] = await openPack([schema]);
  const json = timeOf(() => JSON.parse(JSON.stringify(value)));
  let taken = takeJson(null);
  expect(
    timeOf(() => {
      taken = takeJson(value);
      if (taken.kind === "json") validator?.findFaults(taken.value, taken.length);
    }),
  ).toBeLessThan(heldMs + timesJson * json);
  expect(taken.kind).toBe("json");
});

test("1 MB of wire forms", () => {
  const plan: WirePlan = { kind: "array", items: { kind: "date" } };
  const dates = many(27, (index) => new Date(index));
  const json = timeOf(() => JSON.parse(JSON.stringify(dates)));
  const limit = heldMs + timesJson * json;
  let encoded: unknown;
  expect(
    timeOf(() => {
      encoded = encode(dates, plan, {});
    }),
  ).toBeLessThan(limit);
  expect(timeOf(() => revive(encoded as Json, plan, {}))).toBeLessThan(limit);
});

test("what is too large is refused before it is walked, also where parts are shared", () => {
  let shared: unknown = ["x"];
  for (let level = 0; level < 60; level++) shared = [shared, shared];
  const large = [
    new Array(maxJsonParts + 1).fill(1),
    { a: new Array(13_000_000).fill(1) },
    shared,
    ["x".repeat(maxJsonChars)],
    many(1, () => ({ a: 1 })),
  ];
  let plan: WirePlan = { kind: "date" };
  for (let level = 0; level < 60; level++) plan = { kind: "array", items: plan };
  const json = timeOf(() => JSON.parse(JSON.stringify(many(2, () => 1))));
  for (const value of large) {
    const time = timeOf(() => expect(takeJson(encode(value, plan, {})).kind).toBe("faults"));
    expect(time).toBeLessThan(5 * heldMs + timesJson * json);
  }
});

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
