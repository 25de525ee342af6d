import { Ajv } from "ajv";

/**
 * Check a value.
 *
 * @title ajv
 */
export async function useAjv(): Promise<string> {
  const check = new Ajv({ allErrors: true }).compile({
    type: "object",
    properties: { a: { type: "number" } },
    required: ["b"],
  });
  return `${check({ a: "x" })} ${check.errors?.map(({ message }) => message).join("; ")}`;
}
