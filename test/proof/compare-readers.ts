import { expect } from "vitest";
import type { ActionModel } from "../../codegen/model/models.js";
import type { Compiled } from "../codegen/compile-project.js";

/**
 * Expects that the light and the full reader say the same of drawn functions, each called `f` in a file of its own: the parts that
 * `partsOf` names, and the problems. Returns how many times one of them has read a function without an error.
 */
export function expectSameReadings(
  drawn: Iterable<readonly [file: string, text: string]>,
  readers: readonly Compiled[],
  partsOf: (action: ActionModel | undefined) => readonly unknown[],
): number {
  let read = 0;
  const wrong = [...drawn].flatMap(([file, text]) => {
    const outcomes = readers.map(({ actions, problems }) => {
      const action = actions.get(`${file.replace(".ts", "")}.f`);
      const reported = problems.filter(({ at }) => at.source.file === `actions/${file}`);
      const marks = reported.map(({ code, at }) => [code, at.start, at.end]);
      const isRefused = reported.some(({ severity }) => severity === "error");
      if (!isRefused && action) read++;
      return JSON.stringify(isRefused ? marks : [...partsOf(action), marks]);
    });
    return outcomes[0] === outcomes[1] ? [] : [`${text}\n  syntax:  ${outcomes[0]}\n  checker: ${outcomes[1]}`];
  });
  wrong.sort((a, b) => a.length - b.length);
  expect(wrong.slice(0, 3).join("\n"), `${wrong.length} differ`).toBe("");
  return read;
}
