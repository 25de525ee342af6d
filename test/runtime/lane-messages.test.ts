import { closeSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Attempt } from "../../runtime/backend/backend.js";
import type { HostBoard, LaneBoard } from "../../runtime/channel/board.js";
import { HostFileBoard } from "../../runtime/channel/host-file-board.js";
import { LaneFileBoard } from "../../runtime/channel/lane-file-board.js";
import { newBoardMemory, openHostBoard, openLaneBoard } from "../../runtime/channel/shared-board.js";
import { openBoardFile } from "../../runtime/channel/unnamed-file.js";
import { ValueCount } from "../../runtime/channel/value-count.js";
import { memoryMb } from "../../runtime/pool/carriers/process-memory.js";
import { LaneDues } from "../../runtime/pool/lane-dues.js";
import { LaneInbox } from "../../runtime/pool/lane-inbox.js";
import { PooledAttempt } from "../../runtime/pool/pooled-attempt.js";
import { RecentIds } from "../../runtime/pool/recent-ids.js";
import { Slots } from "../../runtime/pool/slots.js";

// Which message of a lane is believed about a call in which state, for both kinds of board: any other ends the lane.

const boards: Readonly<Record<string, () => { readonly host: HostBoard; readonly lane: LaneBoard }>> = {
  "a file": () => {
    const { own, forLane } = openBoardFile();
    const host = new HostFileBoard(own);
    onTestFinished(() => {
      host.close();
      closeSync(forLane);
    });
    return { host, lane: new LaneFileBoard(forLane) };
  },
  "shared memory": () => {
    const memory = newBoardMemory();
    return { host: openHostBoard(memory), lane: openLaneBoard(memory) };
  },
};

const failure = { kind: "internal", name: "Error", message: "" };
const line = { level: "info", message: "", at: 1, fields: {} };
const messages = {
  value: ["value", 0, 1],
  failed: ["ended", 0, { kind: "failed", failure }],
  invalid: ["ended", 0, { kind: "invalid", faults: [] }],
  "not built": ["ended", 0, { kind: "not-built", message: "" }],
  lost: ["ended", 0, { kind: "lost", message: "" }],
  dropped: ["dropped", 0],
  started: ["started", 0, 1],
  "secret in result": ["secret-in-result", 0],
  log: ["log", 0, line],
  progress: ["progress", 0, 0.5, null],
};

type State =
  | "none"
  | "waits"
  | "loads"
  | "runs"
  | "waits, given up"
  | "runs, given up"
  | "ended"
  | "waits in the slot of one that ran";
const states: readonly State[] = [
  ...(["none", "waits", "loads", "runs", "waits, given up", "runs, given up", "ended"] as const),
  "waits in the slot of one that ran",
];
const whileRunning: readonly State[] = ["runs", "runs, given up"];
const whilePresent: readonly State[] = states.filter((state) => state !== "none" && state !== "ended");
const believed: Readonly<Record<keyof typeof messages, readonly State[]>> = {
  value: whileRunning,
  failed: whilePresent, // its module may fail
  invalid: whileRunning,
  "not built": whilePresent,
  lost: [], // the host's own word
  dropped: ["waits, given up"],
  started: whileRunning,
  "secret in result": whileRunning,
  log: whileRunning,
  progress: whileRunning,
};

function newCall(): PooledAttempt {
  const attempt: Attempt = {
    ...{ id: "1", domain: "", tenant: "", weight: 1, args: {}, secrets: undefined, lane: undefined },
    ...{ plan: { key: "a.b" } as Attempt["plan"], isolation: "thread", isExclusive: false, reportsStart: true },
    ...{ onStarted: () => {}, onLog: () => {}, onProgress: () => {}, onEnded: () => {}, onGone: () => {} },
  };
  const call = new PooledAttempt(attempt, { drop: () => {} });
  call.state = { kind: "in-lane", lane: { abandon: () => {} }, slot: 0 };
  return call;
}

function prepare(state: State, { host, lane }: { readonly host: HostBoard; readonly lane: LaneBoard }): LaneInbox {
  const slots = new Slots();
  const inbox = new LaneInbox({
    ...{ slots, board: host, plans: new Set(["a.b"]), ids: new RecentIds(), dues: new LaneDues(() => 1) },
    ...{ onReady: () => {}, onMustReplace: () => {}, onEvent: () => {} },
  });
  const arrive = (): PooledAttempt => {
    const call = newCall();
    host.reset(slots.next());
    slots.put(0, call);
    lane.arrive(0);
    return call;
  };
  const end = (): void => {
    lane.start(0);
    host.refresh();
    slots.release(0);
  };
  if (state === "none") return inbox;
  let call = arrive();
  if (state === "ended") end();
  if (state === "waits in the slot of one that ran") {
    end();
    call = arrive();
  }
  if (state === "loads") lane.load(0);
  if (state.startsWith("runs")) lane.start(0);
  if (state.endsWith("given up")) {
    slots.abandon(0);
    call.abandon("cancelled");
    if (!host.drop(0)) lane.drop(0);
  }
  host.refresh();
  return inbox;
}

describe.each(Object.keys(boards))("with a board in %s", (kind) => {
  const open = boards[kind] ?? expect.unreachable();
  const kinds = Object.keys(messages) as readonly (keyof typeof messages)[];
  test.each(kinds)("a lane that says `%s` is believed only where it can be true", (name) => {
    const text = JSON.stringify([messages[name]]);
    expect(states.filter((state) => prepare(state, open()).handle(text))).toEqual(believed[name]);
  });

  test.each(kinds)("`%s` is not believed twice, but for a log and progress", (name) => {
    const text = JSON.stringify([messages[name], messages[name]]);
    const isBelieved = states.some((state) => prepare(state, open()).handle(text));
    expect(isBelieved).toBe(name === "log" || name === "progress");
  });

  test.each(states)("a call that %s has started exactly if it can have", (state) => {
    const board = open();
    prepare(state, board);
    expect(board.host.mayHaveStarted(0)).toBe(state.startsWith("runs") || state === "ended");
  });
});

test("a thousand uses of each slot keep their seals apart", () => {
  const { host, lane } = (boards["a file"] ?? expect.unreachable())();
  for (let use = 0; use < 1_000; use++) {
    for (const slot of [0, 1, 999]) {
      host.reset(slot);
      lane.arrive(slot);
    }
    lane.start(use % 2 === 0 ? 0 : 1);
    host.refresh();
    expect([0, 1, 999].map((slot) => host.mayHaveStarted(slot))).toEqual([use % 2 === 0, use % 2 === 1, false]);
  }
  expect(host.isForged()).toBe(false);
});

test("after many calls at once the first slots are given out again, and the board is read as far as they go", () => {
  const { host, lane } = (boards["a file"] ?? expect.unreachable())();
  const slots = new Slots();
  const assign = (): number => {
    const slot = slots.next();
    host.reset(slot);
    slots.put(slot, newCall());
    lane.arrive(slot);
    lane.start(slot);
    return slot;
  };
  const end = (slot: number): void => void slots.release(slot);
  const many = Array.from({ length: 500 }, assign);
  host.refresh(slots.size);
  expect(many.every((slot) => host.mayHaveStarted(slot))).toBe(true);
  for (const slot of many.slice(1)) end(slot);
  expect(slots.size).toBe(500);
  end(0);
  expect([slots.size, assign(), assign(), slots.size]).toEqual([0, 0, 1, 2]);
  host.refresh(slots.size);
  expect([host.claim(0), host.claim(1), host.mayHaveStarted(1), host.isForged()]).toEqual([
    ...["started", "started", true, false],
  ]);
});

test("values of a text are counted wherever it is cut, and none in texts", () => {
  const value = {
    a: [[], {}, '",[{\\', "\\\\"],
    'b"\\': [1, "x".repeat(300), "\\".repeat(99), 2],
    c: ["é,", { d: 1 }],
  };
  const text = Buffer.from(JSON.stringify([value, value]));
  for (let size = 1; size < text.length; size++) {
    const values = new ValueCount();
    for (let at = 0; at < text.length; at += size) values.add(text.subarray(at, at + size));
    expect(values.count).toBe(34);
  }
});

test.runIf(process.platform === "linux")("the memory of a process is read from the system", () => {
  const own = memoryMb(process.pid) ?? 0;
  const text = new Uint8Array(100 * 2 ** 20).fill(1);
  expect((memoryMb(process.pid) ?? 0) - own).toBeGreaterThan(60);
  expect(text).toHaveLength(100 * 2 ** 20);
  expect(memoryMb(2 ** 30)).toBeUndefined();
});
