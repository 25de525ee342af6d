import type { FromLane } from "../channel/protocol.js";
import type { LogLine } from "../contract/context.js";
import type { Json } from "../contract/json.js";
import {
  burnIntervalMs,
  maxLateErrorsPerSecond,
  maxLogChars,
  maxLogLines,
  maxLogMessageChars,
  progressPauseMs,
} from "../contract/limits.js";

/** Messages of a lane, or of one of its calls, so far. */
class Counts {
  readonly since: number = performance.now();
  lines = 0;
  chars = 0;
  progress = 0;
  started = 0;
  revealed = 0;
}

/** Redaction may lengthen messages and fields after a lane has counted them, and clocks differ a little. */
const slack = 4;

/**
 * Counts what a lane sends against what it can have to send: a lane keeps the bounds of a log, of progress and of errors by
 * itself, so that only an action that has got hold of its channel goes beyond them.
 */
export class LaneDues {
  readonly #lane = new Counts();
  /** By slot; only of calls that are reported or have sent something besides their end. */
  readonly #calls: (Counts | undefined)[] = [];
  #ready = 0;
  #taken = 0;
  #notices = 0;
  #late = 0;
  readonly #sentCalls: () => number;

  /** `sentCalls` returns the number of calls that the lane was ever given. */
  constructor(sentCalls: () => number) {
    this.#sentCalls = sentCalls;
  }

  /** Forgets a call that has ended. */
  forget(slot: number): void {
    if (this.#calls[slot]) this.#calls[slot] = undefined;
  }

  /** Returns false for a message beyond what is due. */
  admits(message: FromLane): boolean {
    switch (message[0]) {
      case "started":
        return ++this.#of(message[1]).started === 1;
      case "secret-in-result":
        return ++this.#of(message[1]).revealed === 1;
      case "log":
        return admitsLine(this.#of(message[1]), message[2], 1);
      case "progress":
        return this.#admitsProgress(this.#of(message[1]), message[3]);
      case "stray-log":
        return admitsLine(this.#lane, message[2], this.#sentCalls() + 1);
      case "late-rejection":
      case "late-throw":
        return ++this.#late <= slack * maxLateErrorsPerSecond * (1 + this.#age / 1_000);
      case "ready":
        return ++this.#ready === 1;
      case "taken":
        return ++this.#taken <= 2 * this.#sentCalls(); // once before its module is loaded, once after
      case "grown":
      case "burning":
        return ++this.#notices <= slack * (1 + this.#age / burnIntervalMs);
      default:
        return true; // the end of a call, of which there is one
    }
  }

  get #age(): number {
    return performance.now() - this.#lane.since;
  }

  #of(slot: number): Counts {
    this.#calls[slot] ??= new Counts();
    return this.#calls[slot];
  }

  #admitsProgress(counts: Counts, message: string | null): boolean {
    // From the start of the lane on: the host may have been busy when the first reports came.
    const most = slack * (1 + this.#age / progressPauseMs);
    return ++counts.progress <= most && (message?.length ?? 0) <= slack * maxLogMessageChars;
  }
}

/** Counts a line of the log of `calls` calls together. */
function admitsLine(counts: Counts, { message, fields }: LogLine, calls: number): boolean {
  counts.lines++;
  counts.chars += message.length;
  if (hasProperties(fields)) counts.chars += JSON.stringify(fields).length;
  const isWithin = counts.lines <= (maxLogLines + 1) * calls && counts.chars <= slack * maxLogChars * calls;
  return isWithin && message.length <= slack * maxLogMessageChars;
}

function hasProperties(fields: Json): boolean {
  if (typeof fields !== "object" || fields === null) return fields !== null;
  for (const _ in fields) return true;
  return false;
}
