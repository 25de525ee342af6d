import type { BaseType } from "ts-json-schema-generator";
import { numberKeys } from "../../../model/schema-patterns.js";
import { generator } from "../../typescript/typescript.js";
import { type Literal, literalValues } from "./literal-values.js";

/** One index signature: a type of keys, which are texts or numbers, and the type of the values under them. */
export interface KeyedPart {
  readonly keys: BaseType;
  readonly values: BaseType;
}

/** The values of index signatures whose keys are limited: to numbers, or by a template or a comment. */
export class KeyedValues extends generator.AnnotatedType {
  readonly parts: readonly KeyedPart[];

  constructor(parts: readonly KeyedPart[]) {
    const values = [...new Set(parts.map((part) => part.values))];
    const [only] = values;
    super(values.length === 1 && only ? only : new generator.UnionType(values), {}, false);
    this.parts = parts;
  }

  override getId(): string {
    const parts = this.parts.map(({ keys, values }) => `${patternOfKeys(keys) ?? keys.getId()}:${values.getId()}`);
    return `keyed-${parts.join("-")}`;
  }
}

/** Keys as a type says them. */
export interface Keys {
  readonly names: readonly Literal[];
  /** Types of texts or numbers, each with many keys. */
  readonly open: readonly BaseType[];
  /** True where some of the keys are symbols, which JSON does not have. */
  readonly hasSymbols: boolean;
}

/** Returns the keys that a type says; undefined where a part of it is no key. */
export function keysOf(type: BaseType): Keys | undefined {
  const members = keyMembers(type);
  const open = members.filter((member) => isText(member) || isNumber(member));
  const symbols = members.filter((member) => generator.derefType(member) instanceof generator.SymbolType);
  const named = members.filter((member) => literalValues(member) !== undefined);
  if (open.length + symbols.length + named.length < members.length) return undefined;
  const names = new Set(named.flatMap((member) => literalValues(member) ?? []));
  const left = [...names].filter((name) => !open.some((keys) => includesName(keys, name)));
  return { names: left, open: withoutCovered(open), hasSymbols: symbols.length > 0 };
}

/** Returns the type of the values under keys with many names: the values themselves where the keys are any text. */
export function valuesUnder(open: readonly BaseType[], values: BaseType): BaseType {
  const isAny = open.some((keys) => patternOfKeys(keys) === "");
  return isAny ? values : new KeyedValues(open.map((keys) => ({ keys, values })));
}

/**
 * Joins the values of index signatures; undefined where some keys have a constraint of their own that is no pattern, so
 * that a schema cannot say which values belong to them.
 */
export function joinKeyed(all: readonly BaseType[]): BaseType | undefined {
  const [only, ...others] = all;
  if (others.length === 0) return only;
  const parts = all.flatMap((each): readonly KeyedPart[] =>
    each instanceof KeyedValues ? each.parts : [{ keys: new generator.StringType(), values: each }],
  );
  if (parts.some(({ keys }) => patternOfKeys(keys) === undefined)) return undefined;
  const any = parts.find(({ keys }) => patternOfKeys(keys) === "");
  const isOneType = any !== undefined && parts.every((part) => part.values.getId() === any.values.getId());
  return isOneType ? any.values : new KeyedValues(parts);
}

/** Returns the pattern of keys, `""` for any text; undefined where a comment constrains them in another way. */
export function patternOfKeys(keys: BaseType): string | undefined {
  if (isNumber(keys)) return numberKeys;
  const { title: _title, description: _description, pattern = "", ...others } = keywordsOf(keys);
  return Object.keys(others).length === 0 ? String(pattern) : undefined;
}

function keywordsOf(type: BaseType): Readonly<Record<string, unknown>> {
  if (type instanceof generator.AliasType) return keywordsOf(type.getType());
  if (!(type instanceof generator.AnnotatedType)) return {};
  const inner = keywordsOf(type.getType());
  const own = type.getAnnotations();
  // Two patterns are more than one keyword can say.
  const isTwice = own.pattern !== undefined && inner.pattern !== undefined;
  return { ...inner, ...own, ...(isTwice ? { allOf: true } : {}) };
}

function keyMembers(type: BaseType): readonly BaseType[] {
  const inner = generator.derefType(type);
  return inner instanceof generator.UnionType ? inner.getTypes().flatMap(keyMembers) : [type];
}

/** To TypeScript, any text among keys stands for all texts beside it. */
function withoutCovered(open: readonly BaseType[]): readonly BaseType[] {
  const any = open.find((keys) => patternOfKeys(keys) === "");
  return any ? [any] : open;
}

/** Returns whether TypeScript drops a name beside a type of keys, because that has it already. */
function includesName(keys: BaseType, name: Literal): boolean {
  if (isNumber(keys)) return typeof name === "number";
  const pattern = patternOfKeys(keys);
  return typeof name === "string" && pattern !== undefined && new RegExp(pattern, "u").test(name);
}

function isNumber(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.NumberType;
}

function isText(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.StringType;
}
