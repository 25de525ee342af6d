interface Base {
  id: string;
  at: string | number;
}

/** Narrows, which is fine. */
interface Fine extends Base {
  at: string;
}

/** Conflicts. */
interface Conflicting extends Base {
  id: number;
}

/** Extends what has no properties of its own. */
interface Odd extends Array<string> {}

/**
 * Take what extends.
 *
 * @param fine - Fine.
 * @param conflicting - Not fine.
 * @param odd - Not fine either.
 */
export async function take(fine: Fine, conflicting: Conflicting, odd: Odd): Promise<void> {
  void [fine, conflicting, odd];
}
