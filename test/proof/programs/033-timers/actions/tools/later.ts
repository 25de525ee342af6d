import { secret } from "actionary";

export const later = secret({ name: "later", keys: ["LATER_TIMER", "LATER_TASK", "LATER_PROMISE"] });

function onTime(done: (text: string) => void): void {
  done(later.get("LATER_TIMER"));
}

/**
 * Wait a moment, then tell how long the key is.
 */
export function wait(): Promise<number> {
  return new Promise<string>((resolve) => {
    setTimeout(() => onTime(resolve), 10);
  }).then((text) => text.length);
}

/**
 * Do something at once, then tell how long the keys are.
 */
export async function soon(): Promise<number> {
  let length = 0;
  queueMicrotask(() => {
    length += later.get("LATER_TASK").length;
  });
  await new Promise<void>((resolve) => {
    length += later.get("LATER_PROMISE").length;
    setImmediate(resolve);
  });
  return length;
}
