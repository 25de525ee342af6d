import { Failure as Fault } from "actionary";

export const tooMany = (seconds: number): Fault => new Fault("rate_limited", "Too many.", { retryAfter: seconds });

export function broken(): never {
  throw new Fault("upstream", "Broken.");
}
