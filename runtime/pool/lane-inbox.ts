import type { Attempt } from "../backend/backend.js";
import type { NoValue, Outcome } from "../backend/outcome.js";
import type { HostBoard } from "../channel/board.js";
import type { FromLane } from "../channel/protocol.js";
import type { LaneFault, RuntimeEvent } from "../telemetry/events.js";
import type { LaneDues } from "./lane-dues.js";
import { lateFaultEvent } from "./late-fault-event.js";
import { parseFromLane } from "./parse-from-lane.js";
import type { RecentIds } from "./recent-ids.js";
import type { Slots } from "./slots.js";

/** Parts of a lane that its messages are about, and receivers of their news. */
export interface LaneInboxParts {
  readonly slots: Slots;
  readonly board: HostBoard;
  /** Keys of the actions whose plans the lane has. */
  readonly plans: ReadonlySet<string>;
  readonly ids: RecentIds;
  readonly dues: LaneDues;
  readonly onReady: () => void;
  /** The lane takes no more calls and has to be replaced. */
  readonly onMustReplace: (reason: LaneFault) => void;
  readonly onEvent: (event: RuntimeEvent) => void;
}

/** Handles the messages of one lane: hands them to its calls, or reports them. */
export class LaneInbox {
  readonly #parts: LaneInboxParts;

  constructor(parts: LaneInboxParts) {
    this.#parts = parts;
  }

  /** Handles all messages of a text. Returns false at the first that no lane sends, or not this one. */
  handle(text: string): boolean {
    return parseFromLane(text)?.every((message) => this.#handle(message)) === true;
  }

  /** Returns false for a message that cannot be true of this lane, or is more than it can have to say. */
  #handle(message: FromLane): boolean {
    if (!this.#parts.dues.admits(message)) return false;
    switch (message[0]) {
      case "value":
        return this.#hasStarted(message[1]) && this.#end(message[1], { kind: "value", value: message[2] });
      case "ended":
        return this.#mayEndBy(message[1], message[2]) && this.#end(message[1], message[2]);
      case "dropped":
        return this.#mayBeDropped(message[1]) && this.#end(message[1], undefined);
      case "started":
        if (!this.#hasStarted(message[1])) return false;
        this.#live(message[1])?.onStarted(message[2]);
        return true;
      case "secret-in-result":
        if (!this.#hasStarted(message[1])) return false;
        this.#reportSecret(message[1]);
        return true;
      case "log":
        if (!this.#hasStarted(message[1])) return false;
        this.#live(message[1])?.onLog(message[2]);
        return true;
      case "progress":
        if (!this.#hasStarted(message[1])) return false;
        this.#live(message[1])?.onProgress(message[2], message[3] ?? undefined);
        return true;
      case "stray-log":
      case "late-rejection":
      case "late-throw":
        if (message[1] !== null && !this.#parts.plans.has(message[1])) return false;
        this.#parts.onEvent(lateFaultEvent(message, this.#parts.ids.find(message[3])));
        if (message[0] === "late-throw") this.#parts.onMustReplace(message[0]);
        return true;
      case "grown":
      case "burning":
        this.#parts.onMustReplace(message[0]);
        return true;
      case "ready":
        this.#parts.onReady();
        return true;
      case "taken":
        return true; // after each text, the pool checks for room anyway
      default:
        return message satisfies never;
    }
  }

  #hasStarted(slot: number): boolean {
    return this.#parts.slots.at(slot) !== undefined && this.#parts.board.mayHaveStarted(slot);
  }

  /** Returns whether the call of a slot can have this outcome: without its start there is none but that it cannot be loaded. */
  #mayEndBy(slot: number, { kind }: NoValue): boolean {
    return kind === "failed" || kind === "not-built"
      ? this.#parts.slots.at(slot) !== undefined
      : this.#hasStarted(slot);
  }

  /** Returns whether the call of a slot was taken back before it started. */
  #mayBeDropped(slot: number): boolean {
    return this.#parts.slots.at(slot)?.isOver === true && !this.#parts.board.mayHaveStarted(slot);
  }

  /** Returns the attempt of a slot unless it was abandoned. */
  #live(slot: number): Attempt | undefined {
    return this.#parts.slots.liveAt(slot)?.attempt;
  }

  #reportSecret(slot: number): void {
    const attempt = this.#live(slot);
    if (attempt) this.#parts.onEvent({ kind: "secret-in-result", call: attempt.id, action: attempt.plan.key });
  }

  #end(slot: number, outcome: Outcome | undefined): boolean {
    this.#parts.dues.forget(slot);
    const call = this.#parts.slots.release(slot);
    call?.end();
    if (outcome) call?.attempt.onEnded(outcome);
    return true;
  }
}
