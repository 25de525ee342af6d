import type { Secret } from "actionary";

export function tokenOf(handle: Secret<string, "API_TOKEN", never>): string {
  return inner(handle).trim();
}

function inner(source: Secret<string, "API_TOKEN", never>): string {
  return source.get("API_TOKEN");
}
