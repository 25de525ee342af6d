import type { ActionError } from "../../runtime/index.js";

// How tests wait, and tell how a call ended.

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something holds; the test's own time limit is the only other end. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** The code that a call fails with, or what it resolves with. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    (value) => `resolved with ${JSON.stringify(value)}`,
    (error: ActionError) => error.code,
  );
