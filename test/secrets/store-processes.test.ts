import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, type onTestFinished, test } from "vitest";
import { randomNumbers } from "../random-numbers.js";
import { type Program, startProgram } from "../runtime/fixtures/programs.js";
import { placeForStore, query, type TestStore } from "./open-store.js";

// A store that several processes use, and whose writers are killed.

const isLong = process.env.ACTIONARY_LONG === "1";
const kills = isLong ? 500 : 8;
/** Changes of the key that are killed. */
const changesOfKey = isLong ? 50 : 4;
/** Secrets that each of two writers stores. */
const secrets = isLong ? 5_000 : 500;

interface Work {
  readonly work: "set" | "overwrite" | "rotate";
  readonly prefix?: string;
  readonly count?: number;
  readonly together?: number;
}

/** Starts a program that uses a store, and notes what it has promised. */
function start(
  { file, home }: TestStore,
  work: Work,
  atEnd: typeof onTestFinished,
): { program: Program; promised: number[] } {
  const program = startProgram("use-store", { file, home, auditRows: 1_000, ...work }, atEnd);
  const promised: number[] = [];
  createInterface(program.stdout).on("line", (line) => promised.push(Number(line)));
  return { program, promised };
}

const ended = async (program: Program): Promise<void> => {
  if (program.exitCode === null && program.signalCode === null) await once(program, "exit");
  if (!program.stdout.closed) await once(program.stdout, "close");
};

const seed = Number(process.env.SEED ?? Date.now() % 100_000);
const random = randomNumbers(seed);

/** Expects that both values of a secret are those of one write. */
function expectPair(values: Readonly<Record<string, string>> | undefined, prefix: string, least: number): void {
  const [, id] = /^id \w+ (\d+)$/.exec(values?.ID ?? "") ?? [];
  expect(values).toEqual({ ID: `id ${prefix} ${id}`, KEY: `key ${prefix} ${id} ${"x".repeat(500)}` });
  expect(Number(id)).toBeGreaterThanOrEqual(least);
}

const isSound = (file: string): void => {
  expect(query(file, "PRAGMA integrity_check")).toMatchObject([{ integrity_check: "ok" }]);
};

test(
  `two processes write ${2 * secrets} secrets at once, and all of them are there`,
  { timeout: 120_000 },
  async ({ onTestFinished }) => {
    const place = placeForStore();
    const writers = ["a", "b"].map((prefix) =>
      start(place, { work: "set", prefix, count: secrets, together: 50 }, onTestFinished),
    );
    await Promise.all(writers.map(({ program }) => ended(program)));
    expect(writers.map(({ program }) => program.exitCode)).toEqual([0, 0]);
    expect(writers.map(({ promised }) => promised.length)).toEqual([secrets, secrets]);
    const store = place.open();
    expect(await store.list()).toHaveLength(2 * secrets);
    for (const prefix of ["a", "b"]) {
      for (let index = 0; index < secrets; index += 97)
        expectPair(await store.get(`${prefix}_${index}`), prefix, index);
    }
    // Every value can be decrypted: changing the key decrypts each.
    expect(await store.rotateKey()).toMatchObject({ values: 4 * secrets });
    await store.close();
    isSound(place.file);
  },
);

test(
  `a writer that is killed at ${kills} moments loses nothing that it promised, and leaves no half`,
  { timeout: 600_000 },
  async ({ onTestFinished }) => {
    const place = placeForStore();
    const store = place.open();
    await store.set("first", { KEY: "value" });
    for (let kill = 0; kill < kills; kill++) {
      const prefix = `k${kill}`;
      const overwrites = kill % 2 === 1;
      const work: Work = overwrites ? { work: "overwrite", prefix } : { work: "set", prefix, together: 1 + (kill % 7) };
      const { program, promised } = start(place, work, onTestFinished);
      await once(program.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
      program.kill("SIGKILL");
      await ended(program);
      const names = (await store.list()).filter(({ name }) => name.startsWith(`${prefix}_`)).map(({ name }) => name);
      const last = promised.at(-1) ?? -1;
      if (overwrites) expectPair(await store.get("same"), prefix, last);
      else {
        expect(names.length, `seed ${seed}, kill ${kill}`).toBeGreaterThanOrEqual(promised.length);
        for (const name of names.slice(-20)) expectPair(await store.get(name), prefix, 0);
        expect(promised.every((round) => names.includes(`${prefix}_${round}`))).toBe(true);
      }
      if (kill % 50 === 0) isSound(place.file);
    }
    const { values } = await store.rotateKey();
    expect(values).toBeGreaterThan(2 * kills);
    await store.close();
    isSound(place.file);
  },
);

test(
  "a change of the key that is killed leaves one key that holds for all values",
  { timeout: 600_000 },
  async ({ onTestFinished }) => {
    const place = placeForStore();
    const store = place.open();
    const all = Array.from({ length: 300 }, (_, index) => ({ name: `s${index}`, values: { KEY: `value ${index}` } }));
    await store.setAll(all);
    let changes = 0;
    for (let kill = 0; kill < changesOfKey; kill++) {
      const { program, promised } = start(place, { work: "rotate" }, onTestFinished);
      await once(program.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, random() * 150));
      program.kill("SIGKILL");
      await ended(program);
      changes += promised.length;
      const ids = query(
        place.file,
        "SELECT DISTINCT substr(jwe, 1, instr(jwe, '.')) AS header FROM secrets WHERE name = 's0'",
      );
      expect(ids).toHaveLength(1);
      const fresh = place.open();
      const read = await Promise.all(all.map(({ name }) => fresh.get(name)));
      expect(read).toEqual(all.map(({ values }) => values));
      await fresh.close();
    }
    expect(changes).toBeGreaterThanOrEqual(changesOfKey);
    await store.close();
    isSound(place.file);
  },
);

test(
  "two processes that make a store at once make one, and one key",
  { timeout: 60_000 },
  async ({ onTestFinished }) => {
    for (let round = 0; round < 5; round++) {
      const place = placeForStore();
      const makers = ["a", "b"].map((prefix) => start(place, { work: "set", prefix, count: 20 }, onTestFinished));
      await Promise.all(makers.map(({ program }) => ended(program)));
      expect(makers.map(({ program }) => program.exitCode)).toEqual([0, 0]);
      const store = place.open();
      expect(await store.list()).toHaveLength(40);
      expectPair(await store.get("a_19"), "a", 19);
      expectPair(await store.get("b_19"), "b", 19);
      await store.close();
    }
  },
);
