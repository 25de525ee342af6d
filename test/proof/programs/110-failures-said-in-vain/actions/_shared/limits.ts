import { Failure } from "actionary";

export function checkLimit(count: number): void {
  if (count > 100) throw new Failure("limit", "At most 100.");
}

export function checkRight(isAllowed: boolean): void {
  if (!isAllowed) throw new Failure("permission", "Not allowed.");
}
