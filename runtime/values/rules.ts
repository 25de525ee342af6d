/** Index of a rule in its pack. */
export type RuleId = number;

/**
 * Demands of one distinct part of the schemas of a pack: the keywords of JSON Schema without annotations, with the indexes of rules
 * in place of schemas. A `$ref` is the index of its target.
 */
export interface Rule {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: RuleId | readonly RuleId[];
  readonly additionalItems?: RuleId | false;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, RuleId>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: RuleId | false;
  readonly propertyNames?: RuleId;
  readonly patternProperties?: Readonly<Record<string, RuleId>>;
  readonly allOf?: readonly RuleId[];
  readonly anyOf?: readonly RuleId[];
  readonly oneOf?: readonly RuleId[];
}

/** Tests a value by one rule; `depth` counts the calls that lead to it. */
export type RuleTest = (value: unknown, depth: number) => boolean;

/** Returns the types that a rule names; undefined if it names none. */
export function typesOf({ type }: Rule): readonly string[] | undefined {
  return type === undefined ? undefined : typeof type === "string" ? [type] : type;
}
