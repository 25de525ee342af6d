import { describe, expect, it, test } from "vitest";
import { emitValidators } from "../../codegen/emit/emit-validators.js";
import { printPack } from "../../codegen/emit/validators/print-pack.js";
import { formatNames } from "../../codegen/model/format-names.js";
import { createCompiler } from "../../codegen/model/schemas.js";
import { noopObserver } from "../../codegen/report/observer.js";
import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import { maxFaults } from "../../runtime/contract/limits.js";
import { numberFormats, textFormats } from "../../runtime/values/formats.js";
import { linearPattern } from "../../runtime/values/linear-pattern.js";
import { randomNumbers } from "../random-numbers.js";
import { openPack } from "./open-pack.js";
import { RandomSchemas } from "./random-schemas.js";

// Validators of our own, with Ajv as their oracle: on every case (`cases.test.ts`), and on random schemas and values here.

const rounds = process.env.ACTIONARY_LONG === "1" ? 10_000 : 500;

/** Returns whether there are faults, not too many, and each at a part of the value or at a property that a part lacks. */
function isExplained(faults: readonly { readonly path: string }[], value: Json): boolean {
  const isPlace = (path: string): boolean => {
    const keys = path
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    let at: unknown = value;
    for (const key of keys.slice(0, -1)) {
      if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return false;
      at = (at as Record<string, unknown>)[key];
    }
    return keys.length === 0 || (typeof at === "object" && at !== null);
  };
  return faults.length > 0 && faults.length <= maxFaults && faults.every(({ path }) => isPlace(path));
}

describe("ours and Ajv agree", () => {
  it(`on ${rounds} random schemas and values`, async () => {
    const random = new RandomSchemas(randomNumbers(14));
    const counts = { right: 0, wrong: 0 };
    for (let round = 0; round < rounds; round += 50) {
      const schemas = Array.from({ length: 50 }, () => random.schema());
      const ours = await openPack(schemas);
      const compiler = createCompiler({ strict: false, code: { optimize: false } });
      for (const [index, schema] of schemas.entries()) {
        const ajv = compiler.compile(schema);
        for (let count = 0; count < 12; count++) {
          const value = random.value(schema as Json, schema);
          const fits = ajv(value);
          const faults = ours[index]?.findFaults(value, 0);
          if ((faults === undefined) !== fits)
            expect([schema, value, faults, ajv.errors]).toBe(fits ? "right" : "wrong");
          expect(ours[index]?.accepts(value)).toBe(fits);
          if (!fits && !isExplained(faults ?? [], value)) expect([schema, value, faults]).toBe("explained");
          counts[fits ? "right" : "wrong"]++;
        }
      }
    }
    expect(Math.min(counts.right, counts.wrong)).toBeGreaterThan(rounds);
  }, 600_000);

  test("on formats", () => {
    const parts = [
      "2024-02-29",
      "2023-02-29",
      "T",
      "t",
      " ",
      "23:59:60",
      "12:00:00.5",
      "Z",
      "+01:30",
      "http://",
      "ftp://",
      "a.co",
    ].concat([
      ...[
        "10.0.0.1",
        "1.2.3.4",
        "@",
        "u:p@",
        "a@b",
        "/",
        "?",
        "#",
        "::",
        "1::2",
        "[::1]",
        ":80",
        "é.fr",
        "-",
        "P1Y",
        "PT",
        "{a}",
        "%20",
        "~1",
        "0",
      ],
    ]);
    const random = randomNumbers(3);
    const texts = Array.from({ length: 4_000 }, () => {
      const count = 1 + Math.floor(random() * 4);
      return Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)]).join("");
    });
    for (const format of formatNames) {
      const isOfNumbers = Object.hasOwn(numberFormats, format);
      const ajv = createCompiler().compile({ type: isOfNumbers ? "number" : "string", format });
      const ours = textFormats[format];
      for (const text of isOfNumbers ? [] : texts)
        if (ours?.(text) !== ajv(text)) expect(ours?.(text), `${format} ${text}`).toBe(ajv(text));
      for (const number of isOfNumbers ? [0, 1.5, 2 ** 31, -(2 ** 31), 2 ** 40] : []) {
        expect(numberFormats[format]?.(number), `${format} ${number}`).toBe(ajv(number));
      }
    }
  });

  test("on patterns", () => {
    const patterns = [
      "\\d+$",
      "^a|b$",
      "(?:ab)+?c",
      "^(?:[^a]|a{2,3})*$",
      "\\bfoo\\B",
      "^$",
      "",
      "[\\s\\S]{2,}x",
      "^(a|ab)(c|bcd)*$",
      "\\p{L}\\P{L}",
    ].concat([
      ...[
        "^(?=.*\\d)(?!.*x)[a-z\\d]{2,4}$",
        "[^\\n-\\r]",
        "\\u{1F600}|\\ud83d\\ude01",
        "a{0}b",
        "(?<name>a)?$",
        ".",
        "\\cJ",
        "[\\]^-]",
        "\\/",
      ],
    ]);
    const letters = ["a", "b", "c", "d", "x", "1", "2", " ", "foo", "\n", "é", "😀", "😁", "\ud83d", "-", "]", "/"];
    const random = randomNumbers(5);
    for (const pattern of patterns) {
      const [native, ours] = [new RegExp(pattern, "u"), linearPattern(pattern)];
      for (let round = 0; round < 500; round++) {
        const count = Math.floor(random() * 7);
        const text = Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)]).join("");
        expect(ours(text), `${pattern} ${JSON.stringify(text)}`).toBe(native.test(text));
      }
    }
  });
});

describe("a pack", () => {
  const settings = { cache: undefined, observer: noopObserver };
  const list: JsonSchema = {
    type: "array",
    items: { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
  };

  test("holds the validators of a namespace, equal ones once, and nothing of annotations", () => {
    const annotated = {
      ...list,
      title: "List",
      description: "What there is.",
      default: [],
      "x-widget": "json",
    } as JsonSchema;
    const { artifacts, validators } = emitValidators(
      [
        { namespace: "a", input: list, output: annotated },
        { namespace: "b", input: list, output: { type: "null" } },
      ],
      settings,
    );
    expect(artifacts).toHaveLength(2);
    const [first, second] = validators.values.filter(({ file }) => `build/${file}` === artifacts[0]?.path);
    expect(first?.rule).toBe(second?.rule);
    expect(validators.names).toHaveLength(3);
    expect(String(artifacts[0]?.content)).not.toContain("What there is.");
  });

  test("depends on its schemas alone", () => {
    const first = printPack([list]);
    printPack([{ type: "string", pattern: "^a" }]);
    expect(printPack([list])).toEqual(first);
  });

  test("of many schemas is divided", () => {
    const actions = Array.from({ length: 100 }, (_, index) => ({
      namespace: "a",
      input: { const: index },
      output: { const: -index },
    }));
    expect(emitValidators(actions, settings).artifacts.length).toBeGreaterThan(2);
  });

  test("cannot be printed for a keyword that it does not know", () => {
    expect(() => printPack([{ not: {} }])).toThrow("the keyword not");
  });
});

test("a refused value is explained without being judged again", async () => {
  const [validator] = await openPack([{ type: "array", items: { type: "string" }, maxItems: 2 }]);
  const value: Json[] = ["a", 1];
  const refusal = validator?.refuse(value);
  expect(validator?.refuse(value)?.explain(10)).toEqual([{ path: "/1", message: "`1` must be a string." }]);
  value[1] = "b"; // Valid now; a second judgement would say so.
  expect(refusal?.explain(10)).toEqual([{ path: "", message: "The value is not valid." }]);
});

test("a validator keeps to the functions of the language that it was given", async () => {
  const [validator] = await openPack([
    { type: "object", properties: { a: { type: "string", pattern: "^a$" } }, additionalProperties: false },
  ]);
  const kept = [Object.hasOwn, Array.isArray, RegExp.prototype.exec, Object.keys] as const;
  let found: readonly unknown[] = [];
  try {
    Object.assign(Object, { hasOwn: () => true, keys: () => [] });
    Object.assign(Array, { isArray: () => false });
    RegExp.prototype.exec = () => null;
    (Object.prototype as Record<string, unknown>).a = 1;
    found = [
      validator?.accepts({ a: "a" }),
      validator?.accepts({}),
      validator?.accepts({ a: 1 }),
      validator?.accepts([]),
    ];
  } finally {
    Object.assign(Object, { hasOwn: kept[0], keys: kept[3] });
    Object.assign(Array, { isArray: kept[1] });
    RegExp.prototype.exec = kept[2];
    delete (Object.prototype as Record<string, unknown>).a;
  }
  expect(found).toEqual([true, true, false, false]);
});
