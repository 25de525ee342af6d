/** Use literals. */
export async function literals(
  a: 10n | -5n,
  b: 0n | null,
  c: { n: 0xffn },
  d: Exclude<1n | 2n, 2n>,
  e: Record<"x", 1n>,
): Promise<3n> {
  void [a, b, c, d, e];
  return 3n;
}

/** Use templates. */
export async function templates(a: `v${bigint}`, b: `${10n | -2n}x`, c: Record<`${bigint}`, string>): Promise<void> {
  void [a, b, c];
}

const sizes = { small: -1n, large: 20n, middle: 3n } as const;

/** Use those of a constant. */
export async function constants(size: (typeof sizes)[keyof typeof sizes], any: bigint | 5n): Promise<void> {
  void [size, any];
}

/** An order by its version. */
type Order = { version: 1n; at: Date } | { version: 2n; at: Date; more: string };

/** Use those that tell objects apart. */
export async function versions(order: Order): Promise<Order> {
  return order.version === 1n ? { version: 2n, at: order.at, more: typeof order.version } : { version: 1n, at: order.at };
}

/** Use them as defaults. */
export async function defaults(x = 7n, y: bigint = -1n, z = -2n): Promise<string> {
  return [x, y, z].join(" ");
}

/** Use one as the default of a property. */
export async function taken({ x = 7n }): Promise<string> {
  return typeof x;
}
