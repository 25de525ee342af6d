/**
 * Put undefined where JSON has none.
 *
 * @param list - An array.
 * @param record - A record.
 * @param open - An index signature.
 * @param deep - Deeper.
 */
export async function put(
  list: (string | undefined)[],
  record: Record<string, number | undefined>,
  open: { [key: string]: undefined | string },
  deep: { a: Array<{ b: readonly (null | undefined)[] }> },
): Promise<void> {
  void [list, record, open, deep];
}
