import type { Json, JsonObject } from "../../../runtime/contract/json.js";

/** Values of one shape that are judged: one that fits into a call, and one of 1 MB. */
export interface Shape {
  readonly name: string;
  readonly schema: JsonObject;
  /** Returns a valid value whose JSON text has about so many characters. */
  readonly make: (chars: number) => Json;
}

const text: JsonObject = { type: "string" };
const number: JsonObject = { type: "number" };
const kinds = ["circle", "square", "line", "point"] as const;

/** Shapes of values, each a list or a record of as many parts as it takes. */
export const shapes: readonly Shape[] = [
  list(
    "flat objects",
    closed({ id: text, name: text, note: text, count: number, active: { type: "boolean" }, tags: listOf(text) }, [
      "id",
      "name",
      "count",
    ]),
    (index) => ({ id: `6f1c-${index}`, name: "Quarterly report", note: "Checked.", count: index, tags: ["finance"] }),
  ),
  list(
    "nested objects",
    closed({
      id: text,
      owner: closed({ name: text, home: closed({ city: text, at: closed({ x: number, y: number }) }) }),
    }),
    (index) => ({ id: `n${index}`, owner: { name: "Ann", home: { city: "Bern", at: { x: 46.9, y: 7.4 } } } }),
  ),
  list("small objects", closed({ a: text, b: number }), (index) => ({ a: "x", b: index })),
  list("numbers", number, (index) => index),
  list(
    "objects of 30 properties",
    closed(
      thirty(() => text),
      [],
    ),
    (index) => thirty((key) => `${key}${index}`),
  ),
  list(
    "union by discriminant",
    { oneOf: kinds.map((kind) => closed({ kind: { type: "string", const: kind }, x: number, [kind]: number })) },
    (index) => ({ kind: kindAt(index), x: index, [kindAt(index)]: 2 }),
  ),
  list("plain union", { anyOf: [text, ...kinds.map((kind) => closed({ name: text, [kind]: number }))] }, (index) =>
    index % 5 === 4 ? "text" : { name: "n", [kindAt(index)]: index },
  ),
  list(
    "patterns and formats",
    closed({
      code: { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" },
      mail: { type: "string", format: "email" },
      at: { type: "string", format: "date-time" },
      size: { type: "integer", minimum: 0, maximum: 10_000_000 },
    }),
    (index) => ({ code: "ABC-1234", mail: "ann@example.com", at: "2024-01-02T03:04:05Z", size: index }),
  ),
  {
    name: "record",
    schema: { type: "object", additionalProperties: number },
    make: (chars) => Object.fromEntries(parts(chars, (index) => ({ [`key${index}`]: index })).flatMap(Object.entries)),
  },
];

function list(name: string, items: JsonObject, item: (index: number) => Json): Shape {
  return { name, schema: listOf(items), make: (chars) => parts(chars, item) };
}

function listOf(items: JsonObject): JsonObject {
  return { type: "array", items };
}

function closed(properties: Readonly<Record<string, JsonObject>>, required = Object.keys(properties)): JsonObject {
  return { type: "object", properties, required, additionalProperties: false };
}

function parts<Part extends Json>(chars: number, part: (index: number) => Part): readonly Part[] {
  const made: Part[] = [];
  for (let length = 0; length < chars; length += JSON.stringify(made.at(-1)).length + 1) made.push(part(made.length));
  return made;
}

function thirty<Value>(value: (key: string) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, value(`p${index}`)]));
}

function kindAt(index: number): string {
  return kinds[index % kinds.length] as string;
}
