import { describe, expect, it } from "vitest";
import { Stopwatch } from "../../codegen/report/timings.js";
import { printTimings } from "../../scripts/cli/output/print-timings.js";

/** Makes a stopwatch whose clock the test sets. */
function sample() {
  const clock = { ms: 0 };
  return { clock, stopwatch: new Stopwatch(() => clock.ms) };
}

const none = {
  compare: 0,
  remember: 0,
  load: 0,
  parse: 0,
  read: 0,
  check: 0,
  compile: 0,
  validators: 0,
  emit: 0,
  write: 0,
  other: 0,
};

describe("a stopwatch", () => {
  it("books time on the innermost phase, and the rest on none", async () => {
    const { clock, stopwatch } = sample();
    clock.ms += 1;
    const result = stopwatch.timed("read", () => {
      clock.ms += 10;
      stopwatch.timed("parse", () => {
        clock.ms += 100;
      });
      clock.ms += 20;
      return "read";
    });
    clock.ms += 2;
    expect(result).toBe("read");
    expect(stopwatch.timings()).toEqual({ ...none, other: 3, read: 30, parse: 100 });
  });

  it("books a promise until it is settled, with what is done meanwhile apart", async () => {
    const { clock, stopwatch } = sample();
    let settle = (): void => {};
    const compiling = stopwatch.timed("compile", () => new Promise<void>((resolve) => (settle = resolve)));
    stopwatch.timed("check", () => {
      clock.ms += 5;
    });
    clock.ms += 50;
    settle();
    await compiling;
    clock.ms += 1;
    expect(stopwatch.timings()).toEqual({ ...none, check: 5, compile: 50, other: 1 });
  });

  it("goes on after a phase that fails", () => {
    const { clock, stopwatch } = sample();
    const fail = (): never => {
      clock.ms += 3;
      throw new Error("failed");
    };
    expect(() => stopwatch.timed("read", fail)).toThrow("failed");
    clock.ms += 4;
    expect(stopwatch.timings()).toEqual({ ...none, read: 3, other: 4 });
  });
});

it("the table has a line a phase, with its share", () => {
  const lines = printTimings({ ...none, load: 150.25, parse: 49.75, other: 800 }).split("\n");
  expect(lines[1]).toBe("  load TypeScript                 150.3 ms   15 %");
  expect(lines.at(-2)).toBe("  total                          1000.0 ms  100 %");
  expect(lines).toHaveLength(Object.keys(none).length + 2);
});
