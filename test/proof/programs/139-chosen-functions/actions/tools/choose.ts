import { secret } from "actionary";

export const choose = secret({ name: "choose", keys: ["CHOOSE_A", "CHOOSE_B", "CHOOSE_C", "CHOOSE_D", "CHOOSE_E"] });

const a = (): string => choose.get("CHOOSE_A");
const b = (): string => choose.get("CHOOSE_B");
const c = (): string => choose.get("CHOOSE_C");
const d = (): string => choose.get("CHOOSE_D");

function pick(isFirst: boolean): () => string {
  if (isFirst) return a;
  return b;
}

/**
 * Choose by a condition.
 *
 * @param isFirst - Whether the first is meant.
 */
export function byCondition(isFirst: boolean): number {
  return (isFirst ? b : c)().length;
}

/**
 * Choose by a helper.
 *
 * @param isFirst - Whether the first is meant.
 */
export function byHelper(isFirst: boolean): number {
  return pick(isFirst)().length;
}

/**
 * Choose by a number.
 *
 * @param index - Which one.
 */
export function byNumber(index: number): number {
  const chosen = [c, d][index] ?? a;
  return chosen().length;
}
