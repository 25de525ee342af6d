import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import { numberKeys } from "../model/schema-patterns.js";
import { printKeyType } from "./print-key-type.js";

/** A schema's definitions, and the names of the recursive ones, which are hoisted. */
export interface PrintScope {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly hoisted: ReadonlyMap<string, string>;
}

/** Prints a schema as a TypeScript type with comments; `indent` is that of the line on which it starts. */
export function printType(schema: JsonSchema, scope: PrintScope, indent = ""): string {
  if (typeof schema.$ref === "string") return printReference(schema.$ref, scope, indent);
  if (Array.isArray(schema.allOf))
    return asSchemas(schema.allOf)
      .map((part) => printType(part, scope, indent))
      .join(" & ");
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return printUnion(asSchemas(union), scope, indent);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum))
    return (schema.enum as readonly Json[]).map((value) => JSON.stringify(value)).join(" | ");
  const types = [schema.type ?? []].flat() as readonly string[];
  if (types.length === 0) return "unknown";
  return types.map((type) => printKind(type, schema, scope, indent)).join(" | ");
}

function printUnion(parts: readonly JsonSchema[], scope: PrintScope, indent: string): string {
  const isOpen = parts.some((part) => (part.enum ?? part.const) !== undefined && part.type === "string");
  const printed = parts.map((part) => {
    const type = printType(part, scope, indent);
    // In a union with plain `string` TypeScript drops the literals, and editors suggest none.
    return isOpen && type === "string" ? "(string & {})" : type;
  });
  return printed.join(" | ");
}

function printReference(ref: string, scope: PrintScope, indent: string): string {
  const name = ref.slice("#/definitions/".length);
  const hoisted = scope.hoisted.get(name);
  if (hoisted !== undefined) return hoisted;
  const definition = scope.definitions[name];
  if (definition === undefined) throw new Error(`the definition ${name} is missing`);
  return printType(definition, scope, indent);
}

function printKind(type: string, schema: JsonSchema, scope: PrintScope, indent: string): string {
  switch (type) {
    case "integer":
      return "number";
    case "array":
      return printArray(schema, scope, indent);
    case "object":
      return printObject(schema, scope, indent);
    default:
      return type;
  }
}

function printArray(schema: JsonSchema, scope: PrintScope, indent: string): string {
  const { items, additionalItems, minItems } = schema;
  if (Array.isArray(items)) {
    const members = asSchemas(items).map((item, index) => {
      const type = printType(item, scope, indent);
      return typeof minItems === "number" && index >= minItems ? `${inParentheses(type)}?` : type;
    });
    const rest =
      additionalItems === undefined ? [] : [`...${arrayOf(printType(additionalItems as JsonSchema, scope, indent))}`];
    return `[${[...members, ...rest].join(", ")}]`;
  }
  // A tuple without members has no `items`: only its bound shows it.
  if (items === undefined && schema.maxItems === 0) return "[]";
  return arrayOf(items === undefined ? "unknown" : printType(items as JsonSchema, scope, indent));
}

function arrayOf(item: string): string {
  return `${inParentheses(item)}[]`;
}

function inParentheses(type: string): string {
  return / [|&] /.test(topLevelOf(type)) ? `(${type})` : type;
}

/** Returns the members of a printed union; of another type, the type itself. */
function printedMembersOf(type: string): readonly string[] {
  const cuts = [...topLevelOf(type).matchAll(/ \| /g)].map(({ index }) => index);
  return [...cuts, type.length].map((cut, index) => type.slice(index === 0 ? 0 : (cuts[index - 1] ?? 0) + 3, cut));
}

/** Returns a text of the same length with blanks for quoted text, comments and brackets: its top-level operators remain. */
function topLevelOf(text: string): string {
  let depth = 0;
  let top = "";
  const plain = text.replace(/"(?:\\.|[^"\\])*"|\/\*\*[\s\S]*?\*\//g, (quoted) => "_".repeat(quoted.length));
  for (const character of plain.split("")) {
    if ("{[(<".includes(character)) depth++;
    top += depth === 0 ? character : "_";
    if ("}])>".includes(character)) depth--;
  }
  return top;
}

function printObject(schema: JsonSchema, scope: PrintScope, indent: string): string {
  const required = new Set(schema.required as readonly string[] | undefined);
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>);
  const { numbered, templates, keyed, isClosed, isByPattern } = printedIndexes(schema, scope, indent);
  if (properties.length === 0 && templates.length === 0) {
    if (numbered !== undefined && keyed !== undefined) return `{ [key: number]: ${numbered}; [key: string]: ${keyed} }`;
    if (numbered !== undefined) return printRecordType(numbered, scope, "number");
    if (keyed !== undefined) return printRecordType(keyed, scope);
    return isClosed ? "Record<string, never>" : "Record<string, unknown>";
  }
  const inner = `${indent}  `;
  const lines = properties.map(([name, property]) => {
    const mark = required.has(name) ? "" : "?";
    return `${comment(property, inner)}${inner}${propertyKey(name)}${mark}: ${printType(property, scope, inner)};\n`;
  });
  if (numbered !== undefined) lines.push(`${inner}[key: number]: ${numbered};\n`);
  lines.push(...templates.map((each) => `${inner}${each};\n`));
  if (keyed === undefined) return `{\n${lines.join("")}${indent}}`;
  const named = properties.map(([, property]) => printType(property, scope, inner));
  const absent = properties.every(([name]) => required.has(name)) ? [] : ["undefined"];
  // Keys by a pattern are other ones than the names, which TypeScript cannot say: their values are allowed, too.
  const all = isByPattern ? [keyed, ...named, ...absent].flatMap(printedMembersOf) : [keyed];
  const values = [...new Set(all)].join(" | ");
  const index = `[key: string]: ${values}`;
  // An index signature also covers the named properties: it must allow their types, and undefined for optional ones.
  const allowed = new Set(printedMembersOf(values));
  const isCovered =
    isByPattern ||
    properties.every(
      ([name], at) => required.has(name) && printedMembersOf(named[at] ?? "").every((member) => allowed.has(member)),
    );
  return !isCovered && !allowed.has("unknown")
    ? `{\n${lines.join("")}${indent}} & { ${index} }`
    : `{\n${lines.join("")}${inner}${index};\n${indent}}`;
}

/** Types of values under other keys than the named ones, printed. */
interface PrintedIndexes {
  readonly numbered?: string;
  /** Index signatures by templates. */
  readonly templates: readonly string[];
  /** The values under any text; also those under keys by a pattern that TypeScript cannot say. */
  readonly keyed?: string;
  readonly isClosed: boolean;
  readonly isByPattern: boolean;
}

function printedIndexes(schema: JsonSchema, scope: PrintScope, indent: string): PrintedIndexes {
  const additional = schema.additionalProperties as JsonSchema | boolean | undefined;
  const inner = Object.keys(schema.properties ?? {}).length > 0 ? `${indent}  ` : indent;
  const patterns = Object.entries((schema.patternProperties ?? {}) as Readonly<Record<string, JsonSchema>>).map(
    ([pattern, values]) => ({ pattern, key: printKeyType(pattern), values: printType(values, scope, inner) }),
  );
  const numbered = patterns.find(({ pattern }) => pattern === numberKeys)?.values;
  const others = patterns.filter(({ pattern }) => pattern !== numberKeys);
  const isByPattern = others.some(({ key }) => key === undefined);
  const templates = isByPattern ? [] : others.map(({ key, values }) => `[key: ${key}]: ${values}`);
  const open = typeof additional === "object" ? [printType(additional, scope, inner)] : [];
  const texts = isByPattern ? [...others.map(({ values }) => values), ...open] : open;
  // TypeScript wants the values under numbers among those under any text.
  const keyed = new Set([...(numbered === undefined ? [] : [numbered]), ...texts]);
  return {
    ...(numbered === undefined ? {} : { numbered }),
    templates,
    ...(texts.length > 0 ? { keyed: [...keyed].join(" | ") } : {}),
    isClosed: additional === false,
    isByPattern,
  };
}

/** Prints a record. TypeScript refuses a type that refers to itself within `Record<…>`, but not in an index signature. */
function printRecordType(value: string, scope: PrintScope, key = "string"): string {
  return scope.hoisted.size === 0 ? `Record<${key}, ${value}>` : `{ [key: ${key}]: ${value} }`;
}

/** Returns a property's name, quoted when it is no identifier. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function comment(schema: JsonSchema, indent: string): string {
  const { description, default: value } = schema;
  const lines = [
    ...(typeof description === "string" ? [description] : []),
    ...(value === undefined ? [] : [`@defaultValue \`${JSON.stringify(value)}\``]),
  ];
  return lines.length === 0 ? "" : docComment(lines.join("\n\n"), indent);
}

/** Returns a documentation comment with its line break; nothing in the text can end it. */
export function docComment(text: string, indent: string): string {
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function asSchemas(value: Json): readonly JsonSchema[] {
  return value as unknown as readonly JsonSchema[];
}

/** Returns the definitions of a schema that reach themselves: these cannot be printed where they are used. */
export function recursiveDefinitions(schema: JsonSchema): ReadonlySet<string> {
  const definitions = (schema.definitions ?? {}) as Readonly<Record<string, JsonSchema>>;
  const direct = new Map(
    Object.entries(definitions).map(([name, definition]) => [name, referencesOf(definition as Json)]),
  );
  const reaches = (start: string): boolean => {
    const seen = new Set<string>();
    const queue = [...(direct.get(start) ?? [])];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (name === start) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push(...(direct.get(name) ?? []));
    }
    return false;
  };
  return new Set(Object.keys(definitions).filter(reaches));
}

function referencesOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => referencesOf(item));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as Record<string, Json>).flatMap(([key, item]) =>
    key === "$ref" && typeof item === "string" ? [item.slice("#/definitions/".length)] : referencesOf(item),
  );
}
