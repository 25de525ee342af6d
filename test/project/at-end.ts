import { afterAll } from "vitest";

/** Registers what ends with a test, as `onTestFinished` does. Tests that run beside others pass that of their context. */
export type AtEnd = (end: () => void | Promise<void>) => void;

/** Makes an `AtEnd` for all tests of a file. Call it at the top level: within hooks vitest ignores `afterAll`. */
export function atEndOfFile(): AtEnd {
  const ends: (() => void | Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return (end) => void ends.push(end);
}
