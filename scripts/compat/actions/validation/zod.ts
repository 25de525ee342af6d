import { z } from "zod";

/**
 * Check a value.
 *
 * @title zod
 */
export async function useZod(): Promise<string> {
  const schema = z.object({ a: z.coerce.number(), b: z.email().optional() });
  return `${JSON.stringify(schema.parse({ a: "1" }))} ${schema.safeParse({ a: 1, b: "x" }).error?.issues[0]?.path.join(".")}`;
}
