import type { BaseType, Definition, TypeFormatter } from "ts-json-schema-generator";
import type { Json, JsonSchema } from "../../../../runtime/contract/json.js";
import { generator } from "../../typescript/typescript.js";
import { childrenOf } from "../tree/children-of.js";
import { readableName } from "../tree/named-types.js";

const prefix = "#/definitions/";

/**
 * Makes a schema self-contained: adds the definitions that it reaches, sorted by name. The readable names depend on
 * this schema alone: in the order in which definitions are reached, the second of one name gets a 2.
 */
export function collectDefinitions(
  schema: Definition,
  types: readonly BaseType[],
  formatter: Pick<TypeFormatter, "getDefinition">,
): JsonSchema {
  const names = new Map<string, string>();
  const namer = new Namer();
  const definitions = new Map<string, JsonSchema>();
  const queue: string[] = [];
  const nameOf = (unique: string): string => {
    const given = names.get(unique);
    if (given !== undefined) return given;
    const name = namer.freeName(readableName(unique));
    names.set(unique, name);
    queue.push(unique);
    return name;
  };
  const root = withNames(schema as Json, nameOf) as JsonSchema;
  const known = queue.length > 0 ? definitionsIn(types) : undefined;
  for (let unique = queue.shift(); unique !== undefined; unique = queue.shift()) {
    const type = known?.get(unique);
    if (type === undefined) throw new Error(`the definition ${readableName(unique)} was not read`);
    definitions.set(nameOf(unique), withNames(formatter.getDefinition(type) as Json, nameOf) as JsonSchema);
  }
  if (definitions.size === 0) return root;
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...root, definitions: Object.fromEntries(sorted) as unknown as Json };
}

/**
 * Every definition that types reach, by its unique name. The generator's formatters cannot tell: they cache a part of a
 * cycle without the definitions behind its reference back, and other types may share that part.
 */
function definitionsIn(types: readonly BaseType[]): ReadonlyMap<string, BaseType> {
  const found = new Map<string, BaseType>();
  const seen = new Set<BaseType>();
  const queue = [...types];
  for (let type = queue.pop(); type !== undefined; type = queue.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    const referred = type instanceof generator.ReferenceType ? type.getType() : undefined;
    if (type instanceof generator.DefinitionType) found.set(type.getName(), type.getType());
    else if (referred && !(referred instanceof generator.DefinitionType)) found.set(type.getName(), referred);
    queue.push(...(referred ? [referred] : childrenOf(type)));
  }
  return found;
}

/** Gives names that no other has. */
class Namer {
  readonly #taken = new Set<string>();
  /** Counts up to which all numbered names are taken, by name. */
  readonly #counts = new Map<string, number>();

  freeName(name: string): string {
    for (let count = (this.#counts.get(name) ?? 0) + 1; ; count++) {
      const candidate = count === 1 ? name : `${name}${count}`;
      if (this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      this.#counts.set(name, count);
      return candidate;
    }
  }
}

const dataKeywords: ReadonlySet<string> = new Set(["const", "enum", "default", "examples"]);

/**
 * Replaces the name in every `$ref` by the readable one. Parts without a `$ref` are not copied, and values that are
 * data (`const`, `default`, …) are left as they are.
 */
function withNames(value: Json, nameOf: (unique: string) => string): Json {
  if (!holdsName(value)) return value;
  if (Array.isArray(value)) return value.map((item: Json) => withNames(item, nameOf));
  return mapValues(value as JsonSchema, (item, key) => {
    if (key === "$ref" && typeof item === "string" && item.startsWith(prefix)) {
      return prefix + nameOf(item.slice(prefix.length));
    }
    // The keys of `properties` are the author's: a property may be called `const` or `$ref`.
    if (key === "properties") return mapValues(item as JsonSchema, (property) => withNames(property, nameOf));
    return dataKeywords.has(key) ? item : withNames(item, nameOf);
  });
}

/** Returns whether a value has a `$ref` in it; most schemas have none, and need no copy. */
function holdsName(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsName);
  for (const key in value as JsonSchema) {
    const item = (value as JsonSchema)[key] as Json;
    if (key === "$ref" || holdsName(item)) return true;
  }
  return false;
}

function mapValues(object: JsonSchema, change: (value: Json, key: string) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value as Json, key)]));
}
