import type { Json, JsonObject, JsonSchema } from "../../runtime/contract/json.js";

/** Makes schemas of the kinds that codegen emits, with values that fit them more or less; always the same for one `random`. */
export class RandomSchemas {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  schema(): JsonSchema {
    const twin = this.#object(2);
    const definitions = { A: this.#list(2), B: this.#discriminated(2), C: twin, D: twin };
    return { ...this.#object(3), definitions };
  }

  /** Returns a value that may fit a part of a schema. */
  value(schema: Json | undefined, root: JsonSchema, depth = 0): Json {
    if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 8 || this.#isRare(0.04)) {
      return this.#pick(strangers);
    }
    const part = schema as JsonObject;
    if (typeof part.$ref === "string") {
      const name = part.$ref.slice("#/definitions/".length);
      return this.value((root.definitions as JsonObject)[name], root, depth + 1);
    }
    const members = (part.anyOf ?? part.oneOf ?? part.allOf) as readonly Json[] | undefined;
    if (members) return this.value(this.#pick(members), root, depth + 1);
    if (part.const !== undefined) return part.const;
    if (Array.isArray(part.enum)) return this.#pick(part.enum as readonly Json[]);
    const types = Array.isArray(part.type) ? (part.type as readonly string[]) : [String(part.type)];
    return this.#ofType(this.#pick(types), part, root, depth);
  }

  #ofType(type: string, part: JsonObject, root: JsonSchema, depth: number): Json {
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return this.#isRare(0.5);
      case "integer":
      case "number":
        return this.#pick([0, 1, 2, 3, 5, 7, 10, 12, -1, 1.5, 100, 1e21]);
      case "string":
        return this.#pick(texts);
      case "array": {
        const items = part.items as Json | undefined;
        const count = Math.floor(this.#random() * 4);
        return Array.from({ length: count }, (_, index) => {
          const own = Array.isArray(items) ? (items[index] ?? part.additionalItems) : items;
          return this.value(own as Json, root, depth + 1);
        });
      }
      default:
        return this.#objectValue(part, root, depth);
    }
  }

  #objectValue(part: JsonObject, root: JsonSchema, depth: number): Json {
    const required = (part.required ?? []) as readonly string[];
    const entries = Object.entries((part.properties ?? {}) as JsonObject)
      .filter(([name]) => this.#isRare(required.includes(name) ? 0.95 : 0.5))
      .map(([name, schema]) => [name, this.value(schema, root, depth + 1)] as const);
    const patterns = Object.entries((part.patternProperties ?? {}) as JsonObject);
    const more = patterns
      .filter(() => this.#isRare(0.6))
      .map(([, schema]) => [this.#pick(["x-1", "x-ab"]), this.value(schema, root, depth + 1)] as const);
    const others =
      typeof part.additionalProperties === "object" || this.#isRare(0.1)
        ? [[this.#pick(names), this.value(part.additionalProperties, root, depth + 1)] as const]
        : [];
    return Object.fromEntries([...entries, ...more, ...others]) as JsonObject;
  }

  #part(depth: number): Json {
    const kind = depth <= 0 ? Math.floor(this.#random() * 4) : Math.floor(this.#random() * 11);
    switch (kind) {
      case 0:
        return this.#text();
      case 1:
        return this.#number();
      case 2:
        return this.#pick<Json>([
          { type: "boolean" },
          { type: ["string", "null"] },
          { type: ["integer", "boolean", "string"] },
          {},
        ]);
      case 3:
        return this.#pick<Json>([
          { type: "string", const: "a" },
          { type: "string", enum: ["a", "b", "c"] },
          { type: ["number", "string", "null"], enum: [1, "a", null, 2, "b", 3, "c", 4] },
          { $ref: `#/definitions/${this.#pick(["A", "B", "C", "D"])}` },
        ]);
      case 4:
        return this.#list(depth);
      case 5:
        return { $ref: `#/definitions/${this.#pick(["C", "D"])}` };
      case 6:
        return { type: "object", allOf: [{ $ref: "#/definitions/C" }], description: "One." };
      case 7:
        return this.#union([this.#part(depth - 1), this.#part(depth - 1), this.#object(depth - 1)]);
      case 8:
        return this.#discriminated(depth);
      case 9:
        return {
          anyOf: [
            { type: "object", const: { a: [1, { b: 2 }] } },
            { type: "array", enum: [[1], [2, 3]] },
            this.#object(depth - 1),
          ],
        };
      default:
        return this.#object(depth);
    }
  }

  #text(): Json {
    const { bounds } = this.#bounds("Length");
    return {
      type: "string",
      ...(this.#isRare(0.3) && bounds),
      ...(this.#isRare(0.3) && { pattern: this.#pick(patterns) }),
      ...(this.#isRare(0.2) && {
        format: this.#pick(["date-time", "email", "uri", "uuid", "ipv4", "date", "url", "hostname"]),
      }),
    };
  }

  #number(): Json {
    return {
      type: this.#pick(["number", "integer"]),
      ...(this.#isRare(0.3) && { minimum: 1 }),
      ...(this.#isRare(0.3) && { maximum: 10 }),
      ...(this.#isRare(0.2) && { exclusiveMinimum: 0 }),
      ...(this.#isRare(0.2) && { multipleOf: this.#pick([0.5, 2]) }),
    };
  }

  #list(depth: number): Json {
    const { bounds } = this.#bounds("Items");
    const more = { ...(this.#isRare(0.3) && bounds), ...(this.#isRare(0.3) && { uniqueItems: true }) };
    if (this.#isRare(0.7)) return { type: "array", items: this.#part(depth - 1), ...more };
    const items = [this.#part(depth - 1), this.#part(depth - 1)];
    return {
      type: "array",
      items,
      minItems: 1,
      ...(this.#isRare(0.5) ? { maxItems: 2 } : { additionalItems: this.#part(depth - 1) }),
    };
  }

  #bounds(of: string): { readonly bounds: JsonObject } {
    return { bounds: this.#pick([{ [`min${of}`]: 1 }, { [`max${of}`]: 2 }, { [`min${of}`]: 1, [`max${of}`]: 3 }]) };
  }

  #object(depth: number): JsonObject {
    const own = names.filter(() => this.#isRare(0.35));
    const required = own.filter(() => this.#isRare(0.5));
    const rest: readonly JsonObject[] = [
      { additionalProperties: false },
      { additionalProperties: false },
      {},
      { additionalProperties: this.#part(depth - 1) },
      { patternProperties: { "^x-": this.#part(depth - 1) }, additionalProperties: false },
      { propertyNames: { type: "string", pattern: "^[a-c]" }, additionalProperties: this.#part(depth - 1) },
    ];
    return {
      type: "object",
      ...(own.length > 0 && { properties: Object.fromEntries(own.map((name) => [name, this.#part(depth - 1)])) }),
      ...(required.length > 0 && { required }),
      ...this.#pick(rest),
    };
  }

  #discriminated(depth: number): Json {
    const kinds = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].slice(0, this.#pick([2, 3, 10]));
    const members = kinds.map((kind) => {
      const { properties, required = [], ...rest } = this.#object(depth - 1);
      return {
        ...rest,
        properties: { ...(properties as JsonObject), kind: { type: "string", const: kind } },
        required: ["kind", ...(required as readonly string[]).filter((name) => name !== "kind")],
      };
    });
    return this.#union(members);
  }

  /** Some unions have a member twice: a value that fits it fits no `oneOf`. */
  #union(members: readonly Json[]): Json {
    const more = this.#isRare(0.2) ? [this.#pick(members)] : [];
    return { [this.#pick(["oneOf", "anyOf"])]: [...members, ...more] };
  }

  #isRare(share: number): boolean {
    return this.#random() < share;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }
}

// Without `toString` and `valueOf`: Ajv calls them where it compares objects, whatever they hold.
const names = ["a", "b", "kind", "constructor", "isPrototypeOf", "a-b", "hasOwnProperty"];
const patterns = [
  "^a+$",
  "b",
  "^[\\s\\S]*-[\\s\\S]*$",
  "\\d+$",
  "^(?:a|b)*c?$",
  "^\\p{Lu}",
  "\\bfoo\\b",
  "^(?=.*\\d)(?!x).{2,}$",
  "^.{1,3}$",
];
const texts = [
  "",
  "a",
  "ab",
  "aaab",
  "b",
  "a-b",
  "foo bar",
  "x12",
  "12a",
  "É",
  "😀😀",
  "2024-01-02T03:04:05Z",
  "2024-02-31",
  "a@b.co",
].concat([
  ...[
    "https://a.example/x?y#z",
    "urn:x",
    "1.2.3.4",
    "http://u:p@a.co:80/",
    "00000000-0000-0000-0000-000000000000",
    "a.b-c",
    "\n",
  ],
]);
const strangers: readonly Json[] = [
  null,
  true,
  7,
  "stranger",
  [],
  {},
  [1, 1],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  { constructor: 1 },
  { a: { a: { a: 1 } } },
];
