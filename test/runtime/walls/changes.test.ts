import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Json, LogLine } from "../../../runtime/index.js";
import { prepareBuild } from "../fixtures/open-runtime.js";
import { defineModule, requireSecret } from "../fixtures/read-module.js";
// @ts-expect-error The module is plain JavaScript, without declarations.
import { changes } from "./changes.mjs";

// An action changes what all code of its lane works with, and other calls of the same lane go on: results, messages,
// redaction and limits.

const token = "canary-of-a-neighbour";
const held = { secrets: [requireSecret("vault", "VAULT_TOKEN")] };
const source = readFileSync(new URL("./changes.mjs", import.meta.url), "utf8");
const facts = { change: held, neighbour: held, late: held, fails: held };
const build = prepareBuild(
  { changes: defineModule("changes", source, facts) },
  { prefix: "changes", options: { lanes: 1, secrets: { vault: { VAULT_TOKEN: token } } } },
);

/** Result of `neighbour` for a text. */
function expected(text: string): Json {
  return { text, list: [1, [true, null], { at: text }], none: [], deep: { value: [text] } };
}

describe.concurrent.each(["thread", "process"] as const)("in a %s lane", (isolation) => {
  test.for(Object.keys(changes))("no call notices a change of %s", async (name, { onTestFinished }) => {
    const { run, failing, events } = await build.open({ isolation, timeout: 20_000 }, onTestFinished);
    const lines: LogLine[] = [];
    const onLog = (line: LogLine): void => void lines.push(line);
    const first = run("neighbour", { text: "before" });
    await run("change", { name });
    const texts = ["one", "two", "three"];
    const results = await Promise.all(texts.map((text) => run("neighbour", { text }, { onLog })));
    expect(await first).toEqual(expected("before"));
    expect(results).toEqual(texts.map(expected));
    expect(lines.map(({ message }) => message).sort()).toEqual(
      texts.flatMap((text) => [`${text} holds [redacted]`, `[redacted] is ${text}`]).sort(),
    );
    const failed = await failing("fails", { text: "it" });
    expect(failed).toMatchObject({ code: "ACTION_FAILED", failure: { kind: "internal", message: "it failed" } });
    expect((await failing("late", {}, { timeout: 100 })).code).toBe("TIMEOUT");
    expect(JSON.stringify(events)).not.toContain(token);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toEqual([]);
  });
});
