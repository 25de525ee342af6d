import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { LogLine } from "../../../runtime/index.js";
import { prepareBuild } from "../fixtures/open-runtime.js";
import { defineModule } from "../fixtures/read-module.js";

// A lane is plain Node for packages, apart from what it refuses.

const source = readFileSync(new URL("./plain.mjs", import.meta.url), "utf8");
const build = prepareBuild({ plain: defineModule("plain", source) }, { prefix: "plain", options: { lanes: 1 } });

describe.each(["thread", "process"] as const)("in a %s lane", (isolation) => {
  test("packages find what they find in plain Node", async () => {
    const { run } = await build.open({ isolation });
    expect(await run("differences")).toEqual([]);
  });

  test("the console prints as Node's, each method at its level", async () => {
    const { run } = await build.open({ isolation });
    const lines: LogLine[] = [];
    await run("prints", {}, { onLog: (line) => void lines.push(line) });
    const table = expect.stringMatching(/^┌─+┬─+┐\n(?:.*\n)+└─+┴─+┘$/);
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ["info", "Step 1"],
      ["info", "  inside it"],
      ["warn", "    deeper\n    still"],
      ["info", table],
      ["info", "{ a: [Object] }"],
      ["info", "default: 1"],
      ["info", "x: 1"],
      ["info", "default: 2"],
      ["warn", "Assertion failed: a reason"],
      ["debug", "{ a: 1 }"],
      ["error", expect.stringMatching(/^TypeError: logged\n\s+at prints /)],
      ["debug", expect.stringMatching(/^Trace: here\n\s+at prints /)],
    ]);
  });

  test("a group of one call does not indent the lines of another", async () => {
    const { run } = await build.open({ isolation });
    const lines: string[] = [];
    const onLog = ({ message }: LogLine): void => void lines.push(message);
    for (const text of ["one", "two"]) await run("groups", { text }, { onLog });
    expect(lines).toEqual(["one", "  one", "two", "  two"]);
  });
});
