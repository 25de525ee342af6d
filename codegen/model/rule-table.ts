import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../runtime/contract/json.js";
import type { Rule, RuleId } from "../../runtime/values/rules.js";
import { recursiveGroups } from "./recursive-groups.js";

/** Rules of some schemas, each distinct one once: equal parts of any schemas share a rule, whatever their annotations say. */
export class RuleTable {
  readonly #rules: Rule[] = [];
  readonly #ids = new Map<string, RuleId>();
  readonly #groups = new Map<string, ReadonlyMap<string, RuleId>>();

  /** The rules by their numbers. */
  get rules(): readonly Rule[] {
    return this.#rules;
  }

  /** Adds the rules of a self-contained schema, and returns the number of its own. */
  add(schema: JsonSchema): RuleId {
    const definitions = (schema.definitions ?? {}) as Readonly<Record<string, JsonSchema>>;
    return this.#ruleOf(schema as Json, new Definitions(definitions, (name, scope) => this.#definition(name, scope)));
  }

  #ruleOf(schema: Json, scope: Definitions): RuleId {
    const rule = this.#convert(schema, (name) => scope.ruleOf(name));
    return typeof rule === "number" ? rule : this.#intern(rule);
  }

  #intern(rule: Rule): RuleId {
    const key = JSON.stringify(rule);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#rules.length);
    return this.#rules.push(rule) - 1;
  }

  #definition(name: string, scope: Definitions): RuleId {
    const group = scope.groups.get(name);
    if (!group) return this.#ruleOf(scope.schemas[name] as Json, scope);
    // Definitions that refer to each other are told apart by all of them together, with their names.
    const texts = group.map((each) => [
      each,
      textOf(scope.schemas[each] as Json, (to) => (group.includes(to) ? to : scope.ruleOf(to))),
    ]);
    const key = JSON.stringify(texts);
    const known = this.#groups.get(key);
    if (known) return known.get(name) as RuleId;
    const ids = new Map(group.map((each) => [each, this.#rules.push({}) - 1] as const));
    this.#groups.set(key, ids);
    for (const [each, id] of ids) {
      const rule = this.#convert(scope.schemas[each] as Json, (to) => ids.get(to) ?? scope.ruleOf(to));
      this.#rules[id] = typeof rule === "number" ? { allOf: [rule] } : rule;
    }
    return ids.get(name) as RuleId;
  }

  /** Returns a schema's own rule; the number of another where the schema is nothing but a reference. */
  #convert(schema: Json, ruleOf: (definition: string) => RuleId): Rule | RuleId {
    if (schema === true) return {};
    // No value has a type of none.
    if (!isJsonObject(schema)) return { type: [] };
    const child = (inner: Json): RuleId => {
      const rule = this.#convert(inner, ruleOf);
      return typeof rule === "number" ? rule : this.#intern(rule);
    };
    const rule: Record<string, unknown> = {};
    for (const [keyword, kind] of Object.entries(keywords)) {
      const value = schema[keyword];
      if (value !== undefined) rule[keyword] = convertKeyword(kind, value, child);
    }
    const unknown = Object.keys(schema).find((keyword) => !Object.hasOwn(keywords, keyword) && !isAnnotation(keyword));
    if (unknown !== undefined) throw new Error(`validators do not know the keyword ${unknown}`);
    // A rule has one union, under whose number its answers are kept.
    if (rule.anyOf && rule.oneOf) {
      rule.allOf = [
        this.#intern({ oneOf: rule.oneOf as readonly RuleId[] }),
        ...((rule.allOf as readonly RuleId[] | undefined) ?? []),
      ];
      delete rule.oneOf;
    }
    if (typeof schema.$ref !== "string") return rule as Rule;
    const target = ruleOf(nameIn(schema.$ref));
    if (Object.keys(rule).length === 0) return target;
    return { ...rule, allOf: [...((rule.allOf as readonly RuleId[] | undefined) ?? []), target] } as Rule;
  }
}

/** Definitions of one schema, each converted when it is first referred to. */
class Definitions {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** By name: the names of definitions that refer to each other; none for one that does not refer to itself. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly #known = new Map<string, RuleId>();
  readonly #convert: (name: string, scope: Definitions) => RuleId;

  constructor(schemas: Readonly<Record<string, JsonSchema>>, convert: (name: string, scope: Definitions) => RuleId) {
    this.schemas = schemas;
    this.#convert = convert;

    this.groups = recursiveGroups(
      new Map(Object.entries(schemas).map(([name, schema]) => [name, referredIn(schema as Json)])),
    );
  }

  ruleOf(name: string): RuleId {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.schemas, name)) throw new Error(`there is no definition ${name}`);
    const id = this.#convert(name, this);
    this.#known.set(name, id);
    return id;
  }
}

/** Kinds of keywords: values, one schema, a list or a record of schemas. */
type KeywordKind = "value" | "schema" | "schemas" | "record";

/** The keywords that decide what is valid. */
const keywords: Readonly<Record<string, KeywordKind>> = {
  type: "value",
  const: "value",
  enum: "value",
  minimum: "value",
  maximum: "value",
  exclusiveMinimum: "value",
  exclusiveMaximum: "value",
  multipleOf: "value",
  minLength: "value",
  maxLength: "value",
  pattern: "value",
  format: "value",
  minItems: "value",
  maxItems: "value",
  uniqueItems: "value",
  items: "schema",
  additionalItems: "schema",
  minProperties: "value",
  maxProperties: "value",
  properties: "record",
  required: "value",
  additionalProperties: "schema",
  propertyNames: "schema",
  patternProperties: "record",
  allOf: "schemas",
  anyOf: "schemas",
  oneOf: "schemas",
};

const annotations: ReadonlySet<string> = new Set([
  ...[
    "$comment",
    "$id",
    "$ref",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "deprecated",
  ],
  ...["description", "examples", "readOnly", "title", "writeOnly"],
]);

function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword) || keyword.startsWith("x-");
}

function convertKeyword(kind: KeywordKind, value: Json, child: (schema: Json) => RuleId): unknown {
  switch (kind) {
    case "value":
      return value;
    case "record":
      return Object.fromEntries(Object.entries(value as JsonObject).map(([key, schema]) => [key, child(schema)]));
    default:
      // `additionalProperties: false` is no rule, because its fault is told by the rule that has it.
      return Array.isArray(value) ? value.map(child) : value === false ? false : child(value);
  }
}

const prefix = "#/definitions/";

function nameIn(reference: string): string {
  return decodeURIComponent(reference.slice(prefix.length)).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Names of the definitions to which a schema refers. */
function referredIn(schema: Json): readonly string[] {
  const found = new Set<string>();
  textOf(schema, (name) => {
    found.add(name);
    return name;
  });
  return [...found];
}

/** Returns a text that is the same for schemas that accept the same, with `refer` in place of references. */
function textOf(schema: Json, refer: (definition: string) => unknown): string {
  if (!isJsonObject(schema)) return JSON.stringify(schema);
  const parts = Object.entries(keywords).flatMap(([keyword, kind]) => {
    const value = schema[keyword];
    if (value === undefined) return [];
    const inner = convertKeyword(kind, value, ((each: Json) => textOf(each, refer)) as never);
    return [[keyword, inner]];
  });
  const own = typeof schema.$ref === "string" ? [["$ref", refer(nameIn(schema.$ref))]] : [];
  return JSON.stringify([...own, ...parts]);
}
