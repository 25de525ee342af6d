import type { FailureKind } from "actionary";

const kinds: ReadonlyMap<number, FailureKind> = new Map([
  [401, "auth"],
  [402, "limit"],
  [403, "permission"],
  [404, "not_found"],
  [409, "conflict"],
  [410, "not_found"],
  [412, "conflict"],
  [423, "conflict"],
  [429, "rate_limited"],
  [451, "permission"],
  [502, "unavailable"],
  [503, "unavailable"],
  [504, "unavailable"],
]);

/** What a status means where the service says no more. */
export function kindOfStatus(status: number): FailureKind {
  return kinds.get(status) ?? (status >= 400 && status < 500 ? "invalid_request" : "upstream");
}
