/**
 * Take vague unions, which are warnings and no more.
 *
 * @param idOrName - A number or a text.
 * @param either - Objects without a discriminant.
 */
export async function take(idOrName: number | string, either: { a: string } | { b: string }): Promise<void> {
  void [idOrName, either];
}

/**
 * Say nothing of a parameter.
 *
 * @param told - Described.
 */
export async function untold(told: string, silent: string): Promise<void> {
  void [told, silent];
}
