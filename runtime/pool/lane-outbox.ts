import type { AbortReason } from "../backend/abort-reason.js";
import type { Attempt } from "../backend/backend.js";
import { Outbox } from "../channel/outbox.js";
import type { ToLane } from "../channel/protocol.js";
import { RecentIds } from "./recent-ids.js";

/** Messages to one lane, which know what was sent before. */
export class LaneOutbox {
  /** Keys of the actions whose plans were sent. */
  readonly plans: Set<string> = new Set();
  readonly ids: RecentIds = new RecentIds();
  /** Number of calls that were ever sent, modulo 2^32. */
  sent = 0;

  readonly #outbox: Outbox<ToLane>;

  constructor(post: (text: string) => void) {
    this.#outbox = new Outbox(post);
  }

  /** Adds a call, and before the first one of an action its plan, to be sent by `flush`. */
  putCall(slot: number, attempt: Attempt): void {
    const { plan, args, secrets, reportsStart } = attempt;
    this.sent = (this.sent + 1) | 0;
    if (!this.plans.has(plan.key)) this.#outbox.put(["plan", plan]);
    this.plans.add(plan.key);
    if (reportsStart) {
      this.ids.remember(this.sent, attempt.id);
      this.#outbox.put(["call", slot, plan.key, args, secrets ?? null, this.sent]);
    } else this.#outbox.put(secrets ? ["call", slot, plan.key, args, secrets] : ["call", slot, plan.key, args]);
  }

  sendAbort(slot: number, sequence: number, reason: AbortReason): void {
    this.#outbox.send(["abort", slot, sequence, reason]);
  }

  /** Asks for a sign of life. */
  sendPing(sequence: number): void {
    this.#outbox.send(["ping", sequence]);
  }

  flush(): void {
    this.#outbox.flush();
  }
}
