import { type Rule, type RuleId, typesOf } from "../../../runtime/values/rules.js";
import { kindOf } from "../../../runtime/values/scalar-findings.js";
import { recursiveGroups } from "../../model/recursive-groups.js";

/** Kinds of JSON values. */
export const kinds = ["null", "boolean", "number", "string", "array", "object"] as const;

export type Kind = (typeof kinds)[number];

const structural = {
  array: ["items", "additionalItems", "minItems", "maxItems", "uniqueItems"],
  object: ["properties", "required", "additionalProperties", "propertyNames", "patternProperties"].concat([
    ...["minProperties", "maxProperties"],
  ]),
} as const;

/** Facts about the rules of a pack that decide how their tests are written. */
export class RuleFacts {
  readonly rules: readonly Rule[];
  readonly #groups: ReadonlyMap<RuleId, readonly RuleId[]>;
  readonly #kinds = new Map<RuleId, ReadonlySet<Kind>>();
  readonly #deep = new Map<RuleId, boolean>();

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
    const sameValue = rules.map((rule, id) => [id, compositionsOf(rule)] as const);
    if (recursiveGroups(new Map(sameValue)).size > 0) throw new Error("a definition demands itself of the same value");
    this.#groups = recursiveGroups(new Map(rules.map((rule, id) => [id, childrenOf(rule)])));
  }

  rule(id: RuleId): Rule {
    return this.rules[id] ?? {};
  }

  /** Returns whether values of a rule may contain values of the same rule. */
  isRecursive(id: RuleId): boolean {
    return this.#groups.has(id);
  }

  /** Returns whether a recursive rule can be reached from this one. */
  isDeep(id: RuleId): boolean {
    const known = this.#deep.get(id);
    if (known !== undefined) return known;
    const isDeep = this.isRecursive(id) || childrenOf(this.rule(id)).some((child) => this.isDeep(child));
    this.#deep.set(id, isDeep);
    return isDeep;
  }

  /** Returns the rule that says the same: a rule that only repeats the kinds of another one is that one. */
  target(id: RuleId): RuleId {
    const { type: _, allOf, ...others } = this.rule(id);
    const [only] = allOf ?? [];
    if (only === undefined || allOf?.length !== 1 || Object.keys(others).length > 0 || only === id) return id;
    const types = typesOf(this.rule(id));
    const covers =
      types === undefined || (!types.includes("integer") && isSubset(this.kindsOf(only), kindsOfTypes(types)));
    return covers ? this.target(only) : id;
  }

  /** Returns the kinds of values that a rule may accept. */
  kindsOf(id: RuleId): ReadonlySet<Kind> {
    const known = this.#kinds.get(id);
    if (known) return known;
    // For a rule that is reached from itself without a value in between.
    this.#kinds.set(id, new Set(kinds));
    const rule = this.rule(id);
    let found = kindsOfTypes(typesOf(rule) ?? kinds);
    const keep = (allowed: ReadonlySet<Kind>): void => {
      found = new Set([...found].filter((kind) => allowed.has(kind)));
    };
    const values = rule.const !== undefined ? [rule.const] : rule.enum;
    if (values) keep(new Set(values.map((value) => kindOf(value) as Kind)));
    for (const each of rule.allOf ?? []) keep(this.kindsOf(each));
    for (const members of [rule.anyOf, rule.oneOf]) {
      if (members) keep(new Set(members.flatMap((each) => [...this.kindsOf(each)])));
    }
    this.#kinds.set(id, found);
    return found;
  }

  /** Returns whether a rule demands something of the parts of lists or objects. */
  hasStructure(rule: Rule, kind: "array" | "object"): boolean {
    return structural[kind].some((keyword) => Object.hasOwn(rule, keyword));
  }

  /** Returns the values that a property must have in every object of a rule; undefined if there is no such list. */
  literalsOf(id: RuleId, property: string): readonly unknown[] | undefined {
    const rule = this.rule(this.target(id));
    const child = rule.properties && Object.hasOwn(rule.properties, property) ? rule.properties[property] : undefined;
    if (child === undefined || !rule.required?.includes(property)) return undefined;
    const value = this.rule(this.target(child));
    const literals = value.const !== undefined ? [value.const] : value.enum;
    return literals?.every((each) => typeof each !== "object" || each === null) ? literals : undefined;
  }
}

/** Returns the rules to which a rule refers. */
export function childrenOf(rule: Rule): readonly RuleId[] {
  const { items, additionalItems, properties, additionalProperties, propertyNames, patternProperties } = rule;
  const single = [additionalItems, additionalProperties, propertyNames].filter((each) => typeof each === "number");
  const listed = typeof items === "number" ? [items] : (items ?? []);
  return [
    ...single,
    ...listed,
    ...Object.values(properties ?? {}),
    ...Object.values(patternProperties ?? {}),
    ...compositionsOf(rule),
  ];
}

/** Returns the rules to which a rule refers for the same value. */
export function compositionsOf({ allOf = [], anyOf = [], oneOf = [] }: Rule): readonly RuleId[] {
  return [...allOf, ...anyOf, ...oneOf];
}

function kindsOfTypes(types: readonly string[]): ReadonlySet<Kind> {
  return new Set(types.map((type) => (type === "integer" ? "number" : type) as Kind));
}

function isSubset(inner: ReadonlySet<Kind>, outer: ReadonlySet<Kind>): boolean {
  return [...inner].every((kind) => outer.has(kind));
}
