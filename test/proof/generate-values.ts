import { Ajv, type ValidateFunction } from "ajv";
import { generateSync } from "json-schema-faker";
import { createCompiler } from "../../codegen/model/schemas.js";
import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import { randomNumbers } from "../random-numbers.js";

/** Values of one schema: some that fit it, and mutations that it refuses and TypeScript should refuse too. */
export interface Values {
  readonly good: readonly Json[];
  readonly bad: readonly Json[];
}

/** Keywords that say more than a TypeScript type can: a value that only they refuse is no mistake to tsc. */
const constraints = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
]
  .concat([
    "pattern",
    "format",
    "contentEncoding",
    "uniqueItems",
    "default",
    "examples",
    "title",
    "description",
    "x-widget",
  ])
  .concat(["minItems", "maxItems"]);

/** Makes values from a schema, always the same for one seed. */
export function generateValues(
  schema: JsonSchema,
  { seed, count }: { readonly seed: number; readonly count: number },
): Values {
  const validate = createCompiler().compile(schema);
  const loose = new Ajv({ strict: false, ownProperties: true, validateSchema: false, logger: false }).compile(
    withoutConstraints(schema as Json) as object,
  );
  const random = randomNumbers(seed);
  const good: Json[] = [];
  const bad: Json[] = [];
  for (let index = 0; index < count; index++) {
    const value = draw(schema, seed + index, validate);
    if (value === undefined) continue;
    good.push(value);
    for (let round = 0; round < 4; round++) {
      const mutant = mutate(structuredClone(value), random);
      if (mutant !== undefined && !validate(mutant) && !loose(mutant)) bad.push(mutant);
    }
  }
  return { good, bad };
}

function draw(schema: JsonSchema, seed: number, validate: ValidateFunction): Json | undefined {
  const value = generateSync(
    asLaterDraft(schema as Json) as never,
    { seed, optionalsProbability: 0.6, maxDepth: 5 } as never,
  ) as Json;
  return validate(value) ? value : undefined;
}

/** The generator knows tuples as later drafts write them. */
function asLaterDraft(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => asLaterDraft(item));
  if (typeof value !== "object" || value === null) return value;
  const { items, additionalItems, ...rest } = value as Record<string, Json>;
  const mapped = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, asLaterDraft(item)]));
  if (Array.isArray(items)) {
    const prefixItems = items.map((item: Json) => asLaterDraft(item));
    return { ...mapped, prefixItems, items: additionalItems === undefined ? false : asLaterDraft(additionalItems) };
  }
  return items === undefined ? mapped : { ...mapped, items: asLaterDraft(items) };
}

/** A schema as a TypeScript type would say it. Tuples keep their bounds: those are part of the type. */
function withoutConstraints(value: Json, isProperties = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutConstraints(item));
  if (typeof value !== "object" || value === null) return value;
  const schema = value as Record<string, Json>;
  const { patternProperties } = schema;
  if (!isProperties && patternProperties !== undefined && schema.items === undefined) {
    // To TypeScript a list is a record by numbers, too, and so is a text.
    const [items = {}] = Object.values(patternProperties as Record<string, Json>);
    return withoutConstraints({ ...schema, type: ["object", "array", "string"], items });
  }
  const isTuple = Array.isArray(schema.items) || (schema.maxItems === 0 && schema.items === undefined);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => isProperties || !constraints.includes(key) || (isTuple && /^(min|max)Items$/.test(key)))
      .map(([key, item]) => {
        if (key === "type" && item === "integer" && !isProperties) return [key, "number"];
        return [
          key,
          key === "enum" || key === "const" ? item : withoutConstraints(item, key === "properties" && !isProperties),
        ];
      }),
  );
}

const strangers: readonly Json[] = [null, true, 7, "stranger", [], {}, [1], { stranger: 1 }];

/** Changes one part: another value, one property less, or one more. */
function mutate(value: Json, random: () => number): Json | undefined {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const stranger = pick(strangers) ?? null;
  if (typeof value !== "object" || value === null || random() < 0.2) return stranger;
  if (Array.isArray(value)) {
    const items: Json[] = [...value];
    const index = Math.floor(random() * items.length);
    if (items.length === 0 || random() < 0.3) return [...items, stranger];
    items[index] = mutate(items[index] ?? null, random) ?? null;
    return items;
  }
  const object = { ...(value as Record<string, Json>) };
  const key = pick(Object.keys(object));
  const kind = random();
  if (key === undefined || kind < 0.25) return { ...object, surplusProperty: stranger };
  if (kind < 0.5) {
    delete object[key];
    return object;
  }
  object[key] = mutate(object[key] ?? null, random) ?? null;
  return object;
}
