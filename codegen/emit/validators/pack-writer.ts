import { maxMatchedChars } from "../../../runtime/contract/limits.js";
import { matchedChars } from "../../../runtime/values/matches.js";
import { type Rule, type RuleId, typesOf } from "../../../runtime/values/rules.js";
import { isOfType, type LongestTexts } from "../../../runtime/values/scalar-findings.js";
import { findTwins } from "../../../runtime/values/unique-items.js";
import { isNativePattern } from "./native-pattern.js";
import { charStepsOf } from "./pattern-cost.js";
import { compositionsOf, type Kind, kinds, type RuleFacts } from "./rule-facts.js";

/** Values that a chain of comparisons still finds as quickly as a set does. */
const maxCompared = 6;

/** Properties that are looked for within a step. */
const propertiesPerStep = 3;

/** Steps of a function that whoever calls it has counted as one. */
const maxUncounted = 4;

/** Code of one pack while it is written: constants that its tests share, and calls from one test to another. */
export class PackWriter {
  readonly facts: RuleFacts;
  /** Declarations in the order in which they are needed; each text once. */
  readonly #constants = new Map<string, string>();
  readonly #inline = new Map<RuleId, ((x: string) => string) | undefined>();
  readonly #needed: RuleId[] = [];
  readonly #isNeeded = new Set<RuleId>();
  readonly #longest = new Map<string, number>();

  constructor(facts: RuleFacts) {
    this.facts = facts;
  }

  /** The rules that are tested by functions, in the order of first use; grows while it is read. */
  get needed(): readonly RuleId[] {
    return this.#needed;
  }

  /** The longest texts of patterns that take long. */
  get longest(): LongestTexts {
    return Object.fromEntries(this.#longest);
  }

  get constants(): readonly string[] {
    return [...this.#constants].map(([value, name]) => `const ${name} = ${value};`);
  }

  /** Returns the name of a constant with this value, which is code. */
  constant(value: string): string {
    const name = this.#constants.get(value) ?? `c${this.#constants.size}`;
    this.#constants.set(value, name);
    return name;
  }

  /** Returns the expression that tests `x`, which is a name, by a rule; `true` where every value fits. */
  call(rule: RuleId, x: string): string {
    const id = this.facts.target(rule);
    const inline = this.inline(id);
    if (inline) return inline(x);
    this.need(id);
    return this.facts.isRecursive(id) ? `visit(${id}, ${x}, d + 1)` : `f${id}(${x}, d + 1)`;
  }

  /** Returns a function that tests a value by a rule. */
  test(rule: RuleId): string {
    const id = this.facts.target(rule);
    if (this.inline(id) || this.facts.isRecursive(id)) return `(v, d) => ${this.call(id, "v")}`;
    this.need(id);
    return `f${id}`;
  }

  /** Has the function of a rule written. */
  need(id: RuleId): void {
    if (this.#isNeeded.has(id)) return;
    this.#isNeeded.add(id);
    this.#needed.push(id);
  }

  /** Returns what makes an expression of a name, for a rule that needs no function: one about scalars alone. */
  inline(id: RuleId): ((x: string) => string) | undefined {
    if (this.#inline.has(id)) return this.#inline.get(id);
    // For a rule that is reached from itself without a value in between.
    this.#inline.set(id, undefined);
    const made = this.#makeInline(this.facts.rule(id), id);
    this.#inline.set(id, made);
    return made;
  }

  #makeInline(rule: Rule, id: RuleId): ((x: string) => string) | undefined {
    const { facts } = this;
    if (facts.isRecursive(id)) return undefined;
    if (facts.hasStructure(rule, "array") || facts.hasStructure(rule, "object")) return undefined;
    const values = valuesOf(rule);
    if (values?.some((value) => typeof value === "object" && value !== null)) return undefined;
    const parts: ((x: string) => string)[] = [];
    const { type: _type, const: _const, enum: _enum, allOf = [], anyOf, oneOf, ...others } = rule;
    const isPlain = Object.keys(others).length === 0;
    if (values) parts.push(this.#oneOf(isPlain ? values.filter((value) => isOfType(rule, value)) : values));
    if (!values || !isPlain) {
      const own = this.ofKinds(rule);
      if (own) parts.push(own);
    }
    for (const each of allOf) {
      const inner = this.inline(facts.target(each));
      if (!inner) return undefined;
      parts.push(inner);
    }
    for (const [members, join] of [[anyOf, joinAny] as const, [oneOf, joinOne] as const]) {
      if (!members) continue;
      const inner = members.map((each) => this.inline(facts.target(each)));
      if (inner.some((each) => each === undefined)) return undefined;
      parts.push((x) => join((inner as ((x: string) => string)[]).map((each) => each(x))));
    }
    return (x) => joinAll(parts.map((part) => part(x)));
  }

  #oneOf(values: readonly unknown[]): (x: string) => string {
    if (values.length > maxCompared) {
      const set = this.constant(`set(${JSON.stringify(values)})`);
      return (x) => `${set}(${x})`;
    }
    return (x) => joinAny(values.map((value) => `${x} === ${JSON.stringify(value)}`));
  }

  /** Returns a test of the kind of a value, and of what is demanded of texts and numbers; undefined where nothing is. */
  ofKinds(rule: Rule): ((x: string) => string) | undefined {
    const types = typesOf(rule);
    const text = this.textTest(rule);
    const number = this.numberTest(rule);
    if (types === undefined && !text && !number) return undefined;
    const allowed = new Set<Kind>((types ?? kinds).map((type) => (type === "integer" ? "number" : type) as Kind));
    return (x) =>
      joinAny(
        [...allowed].map((kind) => {
          if (kind === "string") return joinAll([`typeof ${x} === "string"`, ...(text ? [text(x)] : [])]);
          if (kind !== "number") return kindTests[kind](x);
          // What is not finite times zero is no number; a difference takes V8 longer for small whole ones.
          const whole =
            types?.includes("integer") && !types.includes("number") ? [`${x} % 1 === 0`] : [`${x} * 0 === 0`];
          return joinAll([`typeof ${x} === "number"`, ...whole, ...(number ? [number(x)] : [])]);
        }),
      );
  }

  /** Returns what is demanded of a text; undefined where nothing is. */
  textTest({ minLength, maxLength, pattern, format }: Rule): ((x: string) => string) | undefined {
    const parts: ((x: string) => string)[] = [];
    // A text has at most as many characters as units, and at least half as many.
    if (minLength) parts.push((x) => `${x}.length >= ${minLength} && size(${x}) >= ${minLength}`);
    if (maxLength !== undefined) {
      parts.push(
        (x) => `(${x}.length <= ${maxLength} || ${x}.length <= ${2 * maxLength} && size(${x}) <= ${maxLength})`,
      );
    }
    if (pattern !== undefined) {
      const test = this.pattern(pattern);
      parts.push((x) => `${test}(${x})`);
    }
    if (format !== undefined && !numberFormats.has(format)) {
      const test = this.constant(`text(${JSON.stringify(format)})`);
      parts.push((x) => `${test}(${x})`);
    }
    return parts.length === 0 ? undefined : (x) => joinAll(parts.map((part) => part(x)));
  }

  /** Returns what is demanded of a number; undefined where nothing is. */
  numberTest(rule: Rule): ((x: string) => string) | undefined {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = rule;
    const parts: ((x: string) => string)[] = [];
    if (maximum !== undefined) parts.push((x) => `${x} <= ${maximum}`);
    if (minimum !== undefined) parts.push((x) => `${x} >= ${minimum}`);
    if (exclusiveMaximum !== undefined) parts.push((x) => `${x} < ${exclusiveMaximum}`);
    if (exclusiveMinimum !== undefined) parts.push((x) => `${x} > ${exclusiveMinimum}`);
    if (multipleOf !== undefined) parts.push((x) => `isMultiple(${x}, ${multipleOf})`);
    if (format !== undefined && numberFormats.has(format)) {
      const test = this.constant(`number(${JSON.stringify(format)})`);
      parts.push((x) => `${test}(${x})`);
    }
    return parts.length === 0 ? undefined : (x) => joinAll(parts.map((part) => part(x)));
  }

  /** Returns the name of a test by a pattern: by JavaScript where that is quick, else by an automaton. */
  pattern(pattern: string): string {
    if (isNativePattern(pattern)) return this.constant(`native(${String(new RegExp(pattern, "u"))})`);
    const charSteps = charStepsOf(pattern);
    const most = matchedChars(charSteps);
    if (most < maxMatchedChars) this.#longest.set(pattern, most);
    return this.constant(`linear(${JSON.stringify(pattern)}, ${charSteps})`);
  }

  /** Returns how many steps of judging a test of a rule takes where it is used, beside those that it counts itself. */
  weight(rule: RuleId): number {
    const id = this.facts.target(rule);
    if (!this.inline(id)) return 1;
    return compositionsOf(this.facts.rule(id)).reduce((sum, each) => sum + this.weight(each), 1);
  }

  /** Returns the statement in which the function of a rule counts its steps; none where they are few, and always as many. */
  count(id: RuleId): readonly string[] {
    const { items, properties = {}, anyOf = [], oneOf = [], allOf = [] } = this.facts.rule(id);
    const tuple = typeof items === "object" ? items : [];
    const scalars = [...anyOf, ...oneOf].filter((each) => this.inline(this.facts.target(each)));
    const sum = (ids: readonly RuleId[]): number => ids.reduce((steps, each) => steps + this.weight(each), 0);
    const steps =
      1 + Math.ceil(sum(Object.values(properties)) / propertiesPerStep) + sum([...tuple, ...allOf, ...scalars]);
    return steps > maxUncounted || this.facts.isRecursive(id) ? [`spend(${steps});`] : [];
  }

  /** Returns the statement that counts the items of a list `v`: only of long ones where they are scalars. */
  countItems(id: RuleId): readonly string[] {
    const weight = this.weight(id);
    const spend = `spend(v.length${weight > 1 ? ` * ${weight}` : ""});`;
    const few = Math.floor(maxUncounted / weight);
    return [this.inline(this.facts.target(id)) && few > 0 ? `if (v.length > ${few}) ${spend}` : spend];
  }
}

/** Formats of numbers; all others are formats of texts. */
const numberFormats: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

/** Tests of the kinds of values, but for texts and numbers. */
export const kindTests: Readonly<Record<Exclude<Kind, "string" | "number">, (x: string) => string>> = {
  null: (x) => `${x} === null`,
  boolean: (x) => `typeof ${x} === "boolean"`,
  array: (x) => `isArray(${x})`,
  object: (x) => `isObject(${x})`,
};

/** Returns the values to which a rule is limited. */
export function valuesOf(rule: Rule): readonly unknown[] | undefined {
  const lists = [rule.const === undefined ? undefined : [rule.const], rule.enum].filter((each) => each !== undefined);
  const [first, second] = lists;
  return second ? first?.filter((value) => second.some((each) => findTwins([value, each]))) : first;
}

/** Joins expressions of which all must hold. */
export function joinAll(parts: readonly string[]): string {
  const needed = parts.filter((part) => part !== "true");
  if (needed.length === 0) return "true";
  return needed.map((part) => (needed.length > 1 ? inParentheses(part) : part)).join(" && ");
}

/** Joins expressions of which one must hold. */
export function joinAny(parts: readonly string[]): string {
  if (parts.length === 0) return "false";
  return parts.includes("true") ? "true" : [...new Set(parts)].join(" || ");
}

function joinOne(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? "false") : `${parts.map((part) => `!!(${part})`).join(" + ")} === 1`;
}

function inParentheses(part: string): string {
  return part.includes("||") || part.includes(" + ") ? `(${part})` : part;
}
