import { expect, test } from "vitest";
import type { ActionError, Runtime } from "../../runtime/index.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule } from "./fixtures/read-module.js";

// Many calls, one in a thousand of which ends or spoils its lane. Every call gets the one answer that is its own.

const isLong = process.env.ACTIONARY_LONG !== undefined;
const inFlight = 200;
const faults: Readonly<Record<string, string>> = {
  exits: "WORKER_LOST",
  throwsLate: "fine",
  loops: "TIMEOUT",
  ignores: "TIMEOUT",
};
const faultNames = Object.keys(faults);

const { open } = prepareBuild({ soak: readModule("soak.ts") }, { prefix: "soak", options: { lanes: 2 } });

/** Counts of calls by how they ended, as against what was expected of them. */
interface Tally {
  answered: number;
  wrong: readonly string[];
  /** Neighbours of a call that ended its lane: they are told, and may be called again. */
  hurt: number;
}

test.each([
  ["thread", isLong ? 1_000_000 : 4_000],
  ["process", isLong ? 200_000 : 1_000],
] as const)(
  "in %s lanes each of %i calls gets its own answer, whatever others do",
  { timeout: isLong ? 3_600_000 : 60_000 },
  async (isolation, calls) => {
    let replaced = 0;
    const { runtime } = await open({
      isolation,
      onEvent: ({ kind }) => {
        if (kind === "lane-lost") replaced++;
      },
    });
    await soak(runtime, 400); // afterwards there is all that a runtime keeps
    const before = heapMb();
    const tally = await soak(runtime, calls);
    const growth = heapMb() - before;
    if (isLong) console.log({ isolation, ...tally, replaced, heapGrowthMb: Math.round(growth) });
    expect(tally.wrong).toEqual([]);
    expect(tally.answered).toBe(calls);
    expect(replaced).toBeGreaterThan(0);
    expect(growth).toBeLessThan(64);
  },
);

async function soak(runtime: Runtime, calls: number): Promise<Tally> {
  const tally: Tally = { answered: 0, wrong: [], hurt: 0 };
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let index = next++; index < calls; index = next++) await call(runtime, index, tally);
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  return tally;
}

async function call(runtime: Runtime, index: number, tally: Tally): Promise<void> {
  const fault = index % 1_000 === 500 ? faultNames[Math.floor(index / 1_000) % faultNames.length] : undefined;
  const outcome = fault ? await runFault(runtime, fault) : await runPlain(runtime, index, tally);
  tally.answered++;
  if (outcome !== undefined) tally.wrong = [...tally.wrong, `${index}: ${outcome}`];
}

/** Tells what is wrong with the outcome of a fault; undefined if nothing is. */
async function runFault(runtime: Runtime, fault: string): Promise<string | undefined> {
  const code = await runtime.run(`soak.${fault}`, {}, { timeout: 1_000 }).catch((error: ActionError) => error.code);
  // Another fault may have ended its lane first, or have held it for longer than this call's second.
  return [faults[fault], "WORKER_LOST", "TIMEOUT"].includes(code as string)
    ? undefined
    : `${fault} ended with ${JSON.stringify(code)}`;
}

async function runPlain(runtime: Runtime, index: number, tally: Tally): Promise<string | undefined> {
  const text = `${index}-${"x".repeat(index % 100)}`;
  const key = index % 3 === 0 ? "soak.twiceLater" : "soak.twice";
  for (;;) {
    try {
      const result = JSON.stringify(await runtime.run(key, { count: index, text }));
      return result === JSON.stringify({ count: index * 2, text: text + text }) ? undefined : result;
    } catch (error) {
      if ((error as ActionError).code !== "WORKER_LOST") return String(error);
      tally.hurt++;
    }
  }
}

function heapMb(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
