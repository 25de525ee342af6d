import { describe, expect, it } from "vitest";
import { createProgressLine, showsProgress } from "../../scripts/cli/output/progress-line.js";

const erase = "\r\u001b[2K";

/** Makes a terminal that keeps its text, and a clock that the test sets. */
function sample(columns?: number) {
  const written: string[] = [];
  const clock = { ms: 1_000 };
  const terminal = { ...(columns === undefined ? {} : { columns }), write: (text: string) => written.push(text) };
  return { written, clock, line: createProgressLine(terminal, () => clock.ms) };
}

describe("the progress line", () => {
  it("stays away for half a second, and leaves nothing then", () => {
    const { written, clock, line } = sample();
    line.update({ phase: "read", done: 1, total: 10 });
    clock.ms += 499;
    line.update({ phase: "read", done: 9, total: 10 });
    line.clear();
    expect(written).toEqual([]);
  });

  it("counts from then on, in its own line, and is erased", () => {
    const { written, clock, line } = sample();
    clock.ms += 500;
    line.update({ phase: "read", done: 340, total: 1_000 });
    clock.ms += 60;
    line.update({ phase: "validators", done: 1_234, total: 20_000 });
    line.clear();
    line.clear();
    expect(written).toEqual([
      `${erase}Reading 340 of 1,000 files`,
      `${erase}Compiling 1,234 of 20,000 validators`,
      erase,
    ]);
  });

  it("is not written more often than an eye follows", () => {
    const { written, clock, line } = sample();
    clock.ms += 500;
    for (let done = 0; done < 1_000; done++) {
      line.update({ phase: "read", done, total: 1_000 });
      clock.ms += 1;
    }
    expect(written).toHaveLength(20);
  });

  it("never wraps, and says nothing of phases without a count", () => {
    const { written, clock, line } = sample(12);
    clock.ms += 500;
    line.update({ phase: "check", done: 1, total: 2 });
    line.update({ phase: "read", done: 340, total: 1_000 });
    expect(written).toEqual([`${erase}Reading 340`]);
    const unknown = sample(0);
    unknown.clock.ms += 500;
    unknown.line.update({ phase: "read", done: 340, total: 1_000 });
    expect(unknown.written).toEqual([`${erase}Reading 340 of 1,000 files`]);
  });

  it("is for terminals that somebody looks at", () => {
    expect(showsProgress({ isTTY: true }, { TERM: "xterm" })).toBe(true);
    expect(showsProgress({}, { TERM: "xterm" })).toBe(false);
    expect(showsProgress({ isTTY: true }, { TERM: "xterm", CI: "true" })).toBe(false);
    expect(showsProgress({ isTTY: true }, { TERM: "dumb" })).toBe(false);
  });
});
