import { v4, v5, validate } from "uuid";

/**
 * Make and check an id.
 *
 * @title uuid
 */
export async function useUuid(): Promise<string> {
  return `${validate(v4())} ${v5("example.com", v5.DNS)}`;
}
