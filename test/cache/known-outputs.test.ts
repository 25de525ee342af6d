import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createKnownOutputs, type KnownOutput } from "../../codegen/cache/known-outputs.js";
import { temporaryFolder } from "../project/make-project.js";
import { touch } from "./edited-tree.js";

// Knowledge of generated files without reading them: never more than their times can tell.

const [one, two] = ["one", "two"].map((text) => createHash("sha256").update(text).digest("hex")) as [string, string];

it("a file that was written is the same once its times are old enough to tell, and after a look at it until then", async () => {
  const folder = temporaryFolder();
  const known = new Map<string, KnownOutput>();
  const open = () => createKnownOutputs(known, { pathOf: (path) => join(folder, path) });
  expect(open().holds("file", one)).toBeUndefined();
  const writing = open();
  writeFileSync(join(folder, "file"), "one");
  writing.wrote("file", one);
  expect(writing.stateOf("file")?.hash).toBe(one);
  // It may have been written again within the same step of the clock; only the wrong hash can be ruled out.
  expect([open().holds("file", one), open().holds("file", two)]).toEqual([undefined, false]);
  await sleep(50);
  const reading = open();
  expect(reading.holds("file", one)).toBeUndefined();
  expect(reading.stateOf("file")).toBeUndefined();
  reading.found("file", one);
  const later = open();
  expect([later.holds("file", one), later.stateOf("file")?.hash]).toEqual([true, one]);
});

it("a file that somebody else has touched, changed or removed is not known", async () => {
  const folder = temporaryFolder();
  const known = new Map<string, KnownOutput>();
  const open = () => createKnownOutputs(known, { pathOf: (path) => join(folder, path) });
  for (const change of [
    () => touch(join(folder, "file")),
    () => writeFileSync(join(folder, "file"), "two"),
    () => writeFileSync(join(folder, "file"), "three"),
  ]) {
    writeFileSync(join(folder, "file"), "one");
    await sleep(50);
    const reading = open();
    reading.holds("file", one);
    reading.found("file", one);
    expect(open().holds("file", one)).toBe(true);
    change();
    expect([open().holds("file", one), open().holds("file", two)]).toEqual([undefined, undefined]);
  }
});
