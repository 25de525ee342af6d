/** What is planned. */
interface Later {
  at: Date;
  size: bigint;
  where: URL;
  bytes: Uint8Array;
  buffer: Buffer;
  pair: [string, number];
  less: Omit<Later, "at">;
  mapped: { [K in "a" | "b"]: string };
  id: `user-${number}`;
  both: { a: string } & { b: string };
  key: keyof Later;
  value: Later["at"];
  type: typeof later;
  chosen: Later extends object ? string : number;
  some: object;
  brand: string & { readonly __brand: "id" };
}

/**
 * Take what is planned.
 *
 * @param planned - All of it.
 * @param keys - A record by texts and numbers.
 */
export async function later(planned: Later, keys: Record<string | number, Date | string>): Promise<Partial<Later>> {
  void keys;
  return planned;
}
