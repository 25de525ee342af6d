import { inspect } from "node:util";
import type { Secret } from "actionary";

export function show(handle: Secret<string, string, never>): string {
  return inspect(handle);
}
