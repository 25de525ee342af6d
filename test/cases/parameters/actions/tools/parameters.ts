import type { Integer } from "actionary";

const limit = 1_000;
const wide = -0.5;
const narrow = "low" as const;

enum Speed {
  Slow = "slow",
  Fast = "fast",
}

/** What can be searched for. */
interface Query {
  /** The words to look for. */
  words: string[];
  exact?: boolean;
  /** A page, from 1. */
  page: Integer;
}

/**
 * Take what may be missing.
 *
 * @param needed - Always there.
 * @param maybe - Perhaps there.
 * @param orNull - There, or null.
 * @param both - Perhaps there, perhaps null.
 * @param orUndefined - Perhaps there, written as a union.
 * @param absent - Perhaps there, without a default.
 */
export function optional(
  needed: string,
  maybe?: number,
  orNull: string | null = null,
  both?: boolean | null,
  orUndefined: string | undefined = undefined,
  absent: string | undefined,
): void {
  void [needed, maybe, orNull, both, orUndefined, absent];
}

/**
 * Take defaults of every kind.
 *
 * @param first - A default before a required parameter.
 * @param required - Required all the same.
 * @param negative - Below zero.
 * @param constant - A constant.
 * @param template - A template without holes.
 * @param list - A list.
 * @param object - An object.
 * @param flag - A flag.
 * @param speed - A member of an enum.
 * @param computed - Made at run time, so the schema has no default.
 */
export const defaults = (
  first: number = limit,
  required: string,
  negative = -1_5,
  constant: number = wide,
  template = `plain`,
  list: string[] = ["a", "b"],
  object: { deep: { at: number[] } } = { deep: { at: [1, -2] } },
  flag = true,
  speed: Speed = Speed.Fast,
  computed: number = Math.random(),
): void => {
  void [first, required, negative, constant, template, list, object, flag, speed, computed];
};

/**
 * Take defaults that tell their types.
 *
 * @param text - A text.
 * @param count - A number.
 * @param minus - A negative one.
 * @param flag - A boolean.
 * @param names - A list.
 * @param place - An object.
 * @param level - A literal that stays one.
 * @param named - A constant that stays a literal.
 * @param limited - A constant.
 * @param speed - A member of an enum.
 * @param nothing - Null, of a wider type.
 */
export async function widened(
  text = "plain",
  count = 1_000,
  minus = -5,
  flag = false,
  names = ["a", "b"],
  place = { line: 1, of: { file: "a" } },
  level = "low" as const,
  named = narrow,
  limited = limit,
  speed = Speed.Fast,
  nothing: string | null = null,
): Promise<string> {
  return [text, count, minus, flag, names, place.of.file, level, named, limited, speed, nothing].join();
}

/**
 * Take one object apart.
 *
 * @param options - What to look for.
 * @param page - The page that is wanted.
 */
export async function flattened({ words, exact = true, page: number = 1, ...rest }: Query): Promise<string[]> {
  void [exact, number, rest];
  return words;
}

/**
 * Take any number of names.
 *
 * @param prefix - Stands before each.
 * @param names - The names.
 */
export const rest = function (prefix: string, ...names: readonly (string | null)[]): (string | null)[] {
  return names.map((name) => prefix + name);
};

/** Take nothing. */
export default function nothing(): void {}
