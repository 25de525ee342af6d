/** What is more than data. */
interface Members {
  method(): void;
  get computed(): string;
  new (): Members;
  (): string;
  [Symbol.iterator]: string;
  "__proto__": string;
  fine: { also(): void };
}

/**
 * Take members.
 *
 * @param members - What is more than data.
 * @param keys - A record with a bad key.
 */
export async function take(members: Members, keys: Record<"__proto__" | "fine", string>): Promise<void> {
  void [members, keys];
}

/** Take a bad name. */
export async function bad(__proto__: string): Promise<void> {
  void __proto__;
}

/** Take this. */
export async function bound(this: void): Promise<void> {}
