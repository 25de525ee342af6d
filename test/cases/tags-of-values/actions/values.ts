/** One line counts. @format uuid */
type Id = string;

/** An alias of an alias. */
type Owner = Id;

/** What is common. */
interface Base {
  /** Said by the base. */
  id: Id;
}

/** Only these. @closed */
interface Closed {
  a: string;
}

/**
 * An interface with tags.
 *
 * @title The thing
 * @deprecated
 * @example {"id": "123e4567-e89b-12d3-a456-426614174000"}
 * @default {"id": "123e4567-e89b-12d3-a456-426614174001"}
 */
interface Thing extends Base {
  /** @maximum 1_000 */
  line?: number;

  /**
   * A number.
   *
   * @minimum 1
   * @maximum 10
   * @multipleOf 0.5
   */
  between?: number;

  /**
   * @exclusiveMinimum 0
   * @exclusiveMaximum 1
   */
  within?: number;

  /**
   * A text.
   *
   * @minLength 2
   * @maxLength 8
   * @pattern ^[a-z]{2,8}@?$
   * @default "abc"
   * @example "abcd"
   * @example "xyz"
   * @title The short text
   * @deprecated Use another.
   */
  text?: string;

  /** @format email */
  mail?: string;

  /**
   * @minItems 1
   * @maxItems 3
   * @uniqueItems
   */
  list?: string[];

  /** @widget code */
  code?: string;

  /** Still said by nobody. @closed */
  closed?: { a: string };
}

/**
 * A short text.
 *
 * @minLength 1
 * @maxLength 5
 * @pattern ^[a-z]+$
 * @title Short
 * @widget text-area
 * @default "a"
 * @example "b"
 * @deprecated
 */
type Short = string;

/** @exclusiveMaximum 100 */
type Percent = number;

/**
 * A few.
 *
 * @minItems 1
 * @maxItems 2
 * @uniqueItems
 */
type Few = number[];

/** Keys that mean something elsewhere. */
interface Keys {
  "a-b": string;
  1: string;
  $ref: string;
  "a/b~c": string;
  constructor: string;
}

/**
 * Take values with tags.
 *
 * @param thing - A thing.
 * @param owner - Its owner.
 * @param ids - More of them.
 * @param short - A short text.
 * @param percent - A share.
 * @param few - A few numbers.
 * @param keys - Odd keys.
 * @param level - With a default.
 */
export async function take(
  thing: Thing,
  owner: Owner,
  ids: Id[],
  short: Short,
  percent: Percent,
  few: Few,
  keys: Keys,
  level = 5,
): Promise<{ thing: Thing; closed: Closed; level: number }> {
  void [owner, ids, short, percent, few, keys];
  return { thing, closed: { a: "" }, level };
}
