/**
 * Take lists.
 *
 * @param list - A list.
 * @param fixed - One that stays as it is.
 * @param named - One by its name.
 * @param readonly - One that stays, by its name.
 */
export async function lists(
  list: string[],
  fixed: readonly number[],
  named: Array<boolean | null>,
  readonly: ReadonlyArray<{ deep: string[][] }>,
): Promise<readonly (readonly string[])[]> {
  void [fixed, named, readonly];
  return [list];
}

/**
 * Take tuples.
 *
 * @param pair - Two.
 * @param optional - One, or two.
 * @param rest - One and then more.
 * @param named - With names.
 * @param none - Nothing.
 * @param frozen - Two that stay.
 */
export async function tuples(
  pair: [string, number],
  optional: [string, number?],
  rest: [string, ...number[]],
  named: [first: string, second?: number, ...others: boolean[]],
  none: [],
  frozen: readonly [string, null],
): Promise<[string, number]> {
  void [optional, rest, named, none, frozen];
  return pair;
}
