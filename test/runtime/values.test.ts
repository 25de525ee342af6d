import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../runtime/contract/json.js";
import { maxFaults, maxJsonLevels } from "../../runtime/contract/limits.js";
import { FairQueue } from "../../runtime/queue/fair-queue.js";
import { Redactor, redactJson } from "../../runtime/secrets/redact.js";
import { takeJson } from "../../runtime/values/take-json.js";
import { openPack } from "../codegen/open-pack.js";

function faultsOf(value: unknown): readonly string[] {
  const taken = takeJson(value);
  return taken.kind === "json" ? [] : taken.faults.map(({ path }) => path);
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describe("taking a value as JSON", () => {
  test.each([
    [null, null],
    [{ a: undefined, b: 1 }, { b: 1 }],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [new URL("https://example.com/"), "https://example.com/"],
    [{ toJSON: () => ({ a: [1] }) }, { a: [1] }],
    [Object.assign(Object.create({ inherited: 1 }), { own: 2 }), { own: 2 }],
    [
      [Object("boxed"), Object(1), Object(true)],
      ["boxed", 1, true],
    ],
  ])("%o", (value, expected) => {
    expect(takeJson(value)).toMatchObject({ kind: "json", value: expected });
  });

  test("each thing that JSON cannot say is a fault with its place", () => {
    const value = {
      nan: Number.NaN,
      "a/b": { "~": Number.POSITIVE_INFINITY },
      list: [undefined, 1n, Symbol("x"), () => 1],
      more: [new Map(), new Set(), /x/, new Error("x"), new Uint8Array(1), Promise.resolve(), new Date(Number.NaN)],
    };
    expect(faultsOf(value)).toEqual([
      "/nan",
      "/a~1b/~0",
      ...[0, 1, 2, 3].map((index) => `/list/${index}`),
      ...[0, 1, 2, 3, 4, 5, 6].map((index) => `/more/${index}`),
    ]);
  });

  test("a getter that throws is a fault where it stands, and runs once otherwise", () => {
    let count = 0;
    const once = {
      get a() {
        return ++count;
      },
    };
    expect(takeJson(once)).toMatchObject({ kind: "json", value: { a: 1 } });
    const thrower = {
      before: 1,
      deep: [
        {
          get boom(): number {
            throw new Error("hidden value");
          },
        },
      ],
    };
    const taken = takeJson(thrower);
    expect(taken).toMatchObject({ kind: "faults", faults: [{ path: "/deep/0/boom" }] });
    expect(JSON.stringify(taken)).not.toContain("hidden value");
  });

  test("a cycle is found where it closes, also behind a wide value", () => {
    const ring: Record<string, unknown> = { wide: Array.from({ length: 1_000 }, (_, index) => ({ index })) };
    ring.next = { back: ring };
    expect(faultsOf({ ring })).toEqual(["/ring/next/back"]);
  });

  test("depth has a limit, and beyond it there is an error, never a crash", () => {
    expect(maxJsonLevels).toBeGreaterThanOrEqual(2_000);
    expect(faultsOf(nested(maxJsonLevels))).toEqual([]);
    expect(faultsOf(nested(10_000))).toHaveLength(1);
    expect(faultsOf(nested(1_000_000))).toHaveLength(1);
  });

  test("length has a limit", () => {
    const megabyte = "x".repeat(1024 * 1024);
    expect(faultsOf(Array.from({ length: 65 }, () => megabyte))).toEqual([""]);
  });

  test("no more faults are told than anybody reads", () => {
    expect(faultsOf(new Array(1_000))).toHaveLength(maxFaults);
  });

  test("the number of values has a limit, which is found before they are walked", () => {
    expect(faultsOf(new Array(1_000_000_000))).toEqual([""]);
    expect(faultsOf({ list: new Array(13_000_000).fill(1) })).toEqual([""]);
    expect(faultsOf(Array.from({ length: 200_000 }, (_, a) => ({ a, b: [a] })))).toHaveLength(1);
    expect(faultsOf(Array.from({ length: 200_000 }, (_, a) => ({ a })))).toEqual([]);
  });
});

describe("explaining what a validator found", () => {
  async function explain(schema: JsonObject, value: unknown): Promise<readonly string[]> {
    const [validator] = await openPack([schema]);
    return (validator?.findFaults(value, 0) ?? []).map(({ path, message }) => `${path} ${message}`);
  }

  const object = (properties: JsonObject, ...required: string[]): JsonObject => {
    return { type: "object", additionalProperties: false, required, properties };
  };

  test("missing, surplus and wrong properties", async () => {
    const schema = object({ owner: { type: "string" }, "a/b": { type: ["integer", "null"] } }, "owner");
    expect(await explain(schema, { owners: 1, "a/b": "hidden" })).toEqual([
      "/owner `owner` is missing.",
      "/owners `owners` is not expected here. Did you mean `owner`?",
      "/a~1b `a/b` must be a whole number or null.",
    ]);
    expect(await explain(schema, [])).toEqual([" The value must be an object."]);
  });

  test("choices and bounds are listed, values never", async () => {
    const schema = object({
      size: { type: "string", enum: ["small", "large"] },
      count: { type: "number", minimum: 1 },
      name: { type: "string", pattern: "^a+$", maxLength: 3 },
    });
    const sentences = await explain(schema, { size: "hidden", count: 0, name: "hidden" });
    expect(sentences).toEqual([
      '/size `size` must be "small" or "large".',
      "/count `count` must be >= 1.",
      "/name `name` must not have more than 3 characters.",
      "/name `name` must match pattern '^a+$'.",
    ]);
  });

  test("of a union the branch that was meant speaks", async () => {
    const cat = object({ kind: { const: "cat" }, lives: { type: "integer" } }, "kind", "lives");
    const dog = object({ kind: { const: "dog" }, name: { type: "string" } }, "kind");
    const schema: JsonObject = {
      ...object({ pet: { oneOf: [cat, { $ref: "#/definitions/dog" }] } }, "pet"),
      definitions: { dog },
    };
    expect(await explain(schema, { pet: { kind: "dog", name: 1 } })).toEqual(["/pet/name `name` must be a string."]);
    expect(await explain(schema, { pet: { kind: "cat" } })).toEqual(["/pet/lives `lives` is missing."]);
    expect(await explain(schema, { pet: { kind: "cow" } })).toEqual(['/pet/kind `kind` must be "cat" or "dog".']);
    expect(await explain(schema, { pet: 1 })).toEqual([
      "/pet `pet` must be an object with `kind`, `lives` or an object with `kind`.",
    ]);
  });

  test("a union of forms tells the forms, or what is wrong within the one that fits", async () => {
    const schema = object({ at: { anyOf: [{ type: "string" }, { type: "array", items: { type: "number" } }] } });
    expect(await explain(schema, { at: true })).toEqual(["/at `at` must be a string or a list."]);
    expect(await explain(schema, { at: [1, "x", 2, "y"] })).toEqual([
      "/at/1 `1` must be a number.",
      "/at/3 `3` must be a number.",
    ]);
  });

  test("a value deeper than a validator can go is a fault", async () => {
    const schema: JsonObject = {
      $ref: "#/definitions/node",
      definitions: { node: object({ a: { anyOf: [{ $ref: "#/definitions/node" }, { type: "number" }] } }) },
    };
    expect(await explain(schema, nested(maxJsonLevels))).toEqual([]);
  });
});

describe("redaction", () => {
  test("covers what is encoded, prefers the longer value and spares short ones", () => {
    const redactor = new Redactor();
    redactor.learn({ vault: { a: "hush", b: "hush-hush", c: "a b&c\n", d: "abc" } });
    const redact = (text: string): string => redactor.redact(text);
    expect(redact("hush-hush hush abc")).toBe("[redacted] [redacted] abc");
    expect(redact(`${encodeURIComponent("a b&c\n")} ${JSON.stringify("a b&c\n")}`)).toBe('[redacted] "[redacted]"');
    expect(redactJson({ hush: ["x hush", 1, null] }, redactor)).toEqual({ "[redacted]": ["x [redacted]", 1, null] });
  });
});

describe("the queue", () => {
  test("takes turns between keys, and forgets what is removed", () => {
    const queue = new FairQueue<string>();
    for (const item of ["a1", "a2", "a3", "b1", "c1", "b2"]) queue.push(item.slice(0, 1), item);
    const late = queue.push("d", "d1");
    expect(queue.remove(late)).toBe(true);
    expect(queue.remove(late)).toBe(false);
    expect(queue.size).toBe(6);
    expect(queue.takeAll()).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
    expect(queue.take()).toBeUndefined();
  });
});
