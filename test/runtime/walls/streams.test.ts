import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ActionError, LogLine } from "../../../runtime/index.js";
import { prepareBuild } from "../fixtures/open-runtime.js";
import { defineModule } from "../fixtures/read-module.js";
// @ts-expect-error The module is plain JavaScript, without declarations.
import { attempts } from "./streams.mjs";

// An action speaks through the streams and ports of its lane, in forms that Node itself never sends: the host lives, the
// neighbour has its own result, and the lane serves on.

const source = readFileSync(new URL("./streams.mjs", import.meta.url), "utf8");
const build = prepareBuild(
  { streams: defineModule("streams", source) },
  { prefix: "streams", options: { lanes: 1, timeout: 10_000 } },
);

describe.concurrent.each(["thread", "process"] as const)("in a %s lane", (isolation) => {
  test.for(Object.keys(attempts))("the host and the neighbour of %s go on", async (name, { onTestFinished }) => {
    const { run, events } = await build.open({ isolation }, onTestFinished);
    await run("neighbour", { ms: 0 });
    const neighbour = run("neighbour", { ms: 150 });
    const attempt = run("attempt", { name }).then(
      (found) => found ?? 0,
      ({ code }: ActionError) => code,
    );
    for (let count = 0; count < 5; count++) await run("neighbour", { ms: 10 });
    expect(await neighbour).toBe("genuine");
    expect([0, "ACTION_FAILED"]).toContain(await attempt); // what it found
    expect(await run("neighbour", { ms: 0 })).toBe("genuine");
    if (name !== "listeners") expect(events.filter(({ kind }) => kind === "lane-lost")).toEqual([]);
  });

  test("the streams are those of Node without a terminal, and their text reaches the log", async ({
    onTestFinished,
  }) => {
    const { run } = await build.open({ isolation }, onTestFinished);
    const lines: LogLine[] = [];
    const facts = await run("facts", {}, { onLog: (line) => void lines.push(line) });
    expect(facts).toEqual([
      [null, null, null],
      [1, 2, 0],
      [null, true, true, "function", "called back", []],
    ]);
    expect(lines.map(({ message }) => message)).toEqual(["a abc"]);
  });

  test("what a call ends, or pipes into, stays open for the others", async ({ onTestFinished }) => {
    const { run } = await build.open({ isolation }, onTestFinished);
    const lines: string[] = [];
    const onLog = ({ message }: LogLine): void => void lines.push(message);
    for (const name of ["ends", "pipes", "ends"]) await run("attempt", { name }, { onLog });
    expect(lines).toEqual(["last", "after", "piped", "on", "last", "after"]);
  });
});
