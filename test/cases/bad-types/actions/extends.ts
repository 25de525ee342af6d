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

/**
 * Take what extends.
 *
 * @param fine - Fine.
 * @param conflicting - Not fine.
 */
export async function take(fine: Fine, conflicting: Conflicting): Promise<void> {
  void [fine, conflicting];
}
