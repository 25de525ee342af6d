/** Grows as it recurs. */
interface Growing<T> {
  value: T;
  next?: Growing<T[]>;
}

/**
 * Take what grows.
 *
 * @param growing - It has no end.
 */
export async function take(growing: Growing<string>): Promise<void> {
  void growing;
}
