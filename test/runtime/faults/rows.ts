import type { ActionErrorCode, FailureData, JsonObject } from "../../../runtime/index.js";

// The fault table: faults of actions with their effects. `docs/runtime.md` prints it, `faults.test.ts` tries each row.

/** Effects of a fault on its caller, its neighbours and its lane. */
export interface Effects {
  /** Time limit, in milliseconds, unless it is the row's. */
  readonly timeout?: number;
  /** The caller's outcome: the result, or the code of an `ActionError`. */
  readonly caller: "the result" | ActionErrorCode;
  /** Pattern of the error's message, or of the result as JSON. */
  readonly says?: RegExp;
  /** The failure without its stacks, if it is more than a message. */
  readonly failure?: FailureData;
  /** Outcome of the calls that run beside it in its lane. */
  readonly neighbours: "finish" | "`WORKER_LOST`";
  /** Fate of the lane, until the pool is whole again. */
  readonly lane: "stays" | "finishes its calls, and is replaced" | "is replaced" | "is tried for, ever more rarely";
}

/** Entry of the table about a fault. */
export interface Entry {
  readonly does: string;
  /** Effects in a thread lane. `HostEffects`: threads do not hold the fault back. Absent: only processes have it. */
  readonly thread?: Effects | HostEffects;
  /** Effects in a thread lane of Node 24, if they differ. */
  readonly thread24?: HostEffects;
  /** Effects in a process lane, if they differ. */
  readonly process?: Effects;
}

export interface Row extends Entry {
  /** The export of `actions.mjs`, or a module that is one. */
  readonly run: string;
  readonly args?: JsonObject;
  readonly timeout?: number;
  /** The test kills its process as soon as it has logged its id. */
  readonly isKilled?: true;
}

/** Effects of a fault that reaches the host. */
export type HostEffects = "the host ends" | "the host may end" | "the host cannot end before it does";

const fails = (says: RegExp): Effects => ({ caller: "ACTION_FAILED", says, neighbours: "finish", lane: "stays" });
const returns = (says: RegExp): Effects => ({ caller: "the result", says, neighbours: "finish", lane: "stays" });
const invalid = (says: RegExp): Effects => ({ caller: "INVALID_OUTPUT", says, neighbours: "finish", lane: "stays" });
const late: Effects = { caller: "TIMEOUT", neighbours: "finish", lane: "stays" };
const stuck: Effects = { caller: "TIMEOUT", neighbours: "`WORKER_LOST`", lane: "is replaced" };
const lost = (says?: RegExp): Effects => ({
  caller: "WORKER_LOST",
  ...(says && { says }),
  neighbours: "`WORKER_LOST`",
  lane: "is replaced",
});

/** Time limit of calls that do not end by themselves, in milliseconds. */
const short = 300;

export const rows: readonly Row[] = [
  { does: "throws an `Error`", run: "throwsError", thread: fails(/^it broke$/) },
  { does: "throws text", run: "throwsText", thread: fails(/^just text$/) },
  { does: "throws `null`", run: "throwsNull", thread: fails(/no Error was thrown: null/) },
  {
    does: "throws an error with a cause and fields",
    run: "throwsWithCause",
    thread: {
      ...fails(/^out of range$/),
      failure: {
        kind: "internal",
        name: "RangeError",
        message: "out of range",
        cause: {
          kind: "auth",
          name: "Failure",
          message: "the token is old",
          details: { realm: "x" },
          cause: { kind: "internal", name: "Error", message: "the first cause" },
        },
      },
    },
  },
  { does: "rejects a promise after its result, and nobody catches it", run: "rejectsLate", thread: returns(/fine/) },
  {
    does: "throws in a timer after its result",
    run: "throwsLate",
    thread: { ...returns(/fine/), lane: "finishes its calls, and is replaced" },
  },
  { does: "`process.exit(0)`", run: "exits", args: { code: 0 }, thread: lost() },
  { does: "`process.exit(1)`", run: "exits", args: { code: 1 }, thread: lost() },
  { does: "`process.abort()`", run: "aborts", thread: fails(/abort/) },
  {
    does: "is killed from outside with its process (`kill -9`)",
    run: "tellsItsProcess",
    isKilled: true,
    process: lost(/SIGKILL/),
  },
  {
    does: "closes files of its process, so that native code aborts",
    run: "closesFiles",
    thread: "the host ends",
    process: lost(),
  },
  { does: "loops for ever", run: "loops", timeout: short, thread: stuck },
  { does: "loops for ever in microtasks", run: "loopsInMicrotasks", timeout: short, thread: stuck },
  { does: "blocks in `Atomics.wait`", run: "waits", timeout: short, thread: stuck },
  {
    does: "blocks in a system call",
    run: "blocks",
    timeout: short,
    thread: "the host cannot end before it does",
    process: stuck,
  },
  {
    does: "makes one array that is larger than the memory",
    run: "makesHugeArray",
    thread: "the host ends",
    process: lost(),
  },
  {
    does: "fills the memory with arrays",
    run: "fillsWithArrays",
    timeout: 20_000,
    thread: lost(),
    thread24: "the host ends",
    process: lost(),
  },
  {
    does: "fills the memory with text",
    run: "fillsWithStrings",
    timeout: 20_000,
    thread: lost(),
    thread24: "the host may end",
    process: lost(),
  },
  {
    does: "fills the memory with buffers, and ignores its signal",
    run: "fillsWithBuffers",
    timeout: 3_000,
    thread: { ...late, lane: "finishes its calls, and is replaced" },
    process: { ...lost(/64 MB of memory/), timeout: 20_000 },
  },
  {
    does: "returns more than 64 MB",
    run: "returnsHuge",
    timeout: 20_000,
    thread: invalid(/64 MB|long/),
  },
  { does: "returns a cycle", run: "returnsCycle", thread: invalid(/cycl/i) },
  { does: "returns a function", run: "returnsFunction", thread: invalid(/\/run/) },
  { does: "returns NaN", run: "returnsNaN", thread: invalid(/\/0/) },
  { does: "returns a bigint that its type does not declare", run: "returnsBigint", thread: invalid(/\/count/) },
  { does: "returns something 10,000 levels deep", run: "returnsDepth", thread: invalid(/deep/) },
  {
    does: "returns a property `__proto__`",
    run: "returnsProto",
    thread: returns(/^\{"__proto__":\{"polluted":true\},"constructor":1\}$/),
  },
  { does: "ignores its signal, waiting", run: "ignoresItsEnd", timeout: short, thread: late },
  {
    does: "ignores its signal, and leaves its lane no rest",
    run: "burns",
    timeout: short,
    thread: { ...late, lane: "finishes its calls, and is replaced" },
  },
  { does: "heeds its signal", run: "heedsItsEnd", timeout: short, thread: late },
  { does: "leaves timers and sockets behind", run: "leaks", thread: returns(/fine/) },
  {
    does: "changes globals and prototypes",
    run: "changesGlobals",
    thread: returns(/^\["stays","stays","stays","stays"\]$/),
  },
  { does: "writes to `process.stdout`", run: "prints", thread: returns(/fine/) },
  { does: "`process.chdir`", run: "changesFolder", thread: fails(/chdir/) },
  { does: "sets `process.env`", run: "setsEnvironment", thread: returns(/^null$/) },
  { does: "starts a program", run: "startsProcess", thread: fails(/^Starting .* is refused in a lane/) },
  {
    does: "posts nonsense to the host",
    run: "postsNonsense",
    thread: fails(/undefined/),
    process: lost(/what no lane sends/),
  },
  { does: "closes its channel to the host", run: "closesChannel", thread: fails(/undefined/), process: lost() },
  { does: "removes all listeners of `process`", run: "removesListeners", timeout: short, thread: late },
  { does: "has top-level code that throws", run: "throwing", thread: fails(/not today/) },
  { does: "has top-level code that exits", run: "exiting", thread: lost() },
  { does: "has top-level code that never ends", run: "hanging", timeout: short, thread: stuck },
  {
    does: "has top-level code that computes for more than a second",
    run: "slow",
    timeout: 5_000,
    thread: returns(/slow/),
  },
  {
    does: "has a compiled module that is not what was built",
    run: "corrupt",
    thread: { caller: "NOT_BUILT", says: /codegen/, neighbours: "finish", lane: "stays" },
  },
];

/** The entry that no action causes; a test of its own tries it. */
export const cannotStart: Entry & { readonly thread: Effects } = {
  does: "is called while no lane can start",
  thread: {
    caller: "WORKER_LOST",
    says: /no lane could be started/,
    neighbours: "`WORKER_LOST`",
    lane: "is tried for, ever more rarely",
  },
};

/** Returns the lines of `docs/runtime.md` about a fault: one, or one a kind of lane if they differ. */
export function linesOf({ does, thread, thread24, process }: Entry): readonly string[] {
  if (!thread) return process ? [lineOf(does, "process", process)] : [];
  if (!process) return [lineOf(does, "both", thread)];
  const threads = thread24
    ? [lineOf(does, "thread, Node 20 and 22", thread), lineOf(does, "thread, Node 24", thread24)]
    : [lineOf(does, "thread", thread)];
  return [...threads, lineOf(does, "process", process)];
}

/** Returns the effects in a thread lane of this version of Node. */
export function threadEffectsOf({ thread, thread24 }: Entry): Effects | HostEffects | undefined {
  return Number.parseInt(process.versions.node, 10) >= 24 ? (thread24 ?? thread) : thread;
}

function lineOf(does: string, lanes: string, effects: Effects | HostEffects): string {
  if (typeof effects === "string") return `| ${does} | ${lanes} | **${effects}** | | |`;
  const caller = effects.caller === "the result" ? effects.caller : `\`${effects.caller}\``;
  return `| ${does} | ${lanes} | ${caller} | ${effects.neighbours} | ${effects.lane} |`;
}
