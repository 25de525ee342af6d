import { onAbort } from "./abort-listeners.js";
import { ActionError } from "./action-error.js";
import type { Abandon } from "./backend.js";
import type { Json } from "./contract/json.js";
import type { AbortReason } from "./pool/protocol.js";

/** What bounds a call from outside. */
export interface CallBounds {
  readonly action: string;
  /** Milliseconds from now. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** Node's timers go no further; what is longer than 24 days has no limit. */
const maxTimer = 2 ** 31 - 1;
const ignore = (): void => {};

/** A call from `run()` to its one answer, wherever it is in between: time and cancellation hold throughout. */
export class PendingCall {
  readonly answer: Promise<Json>;
  isOver = false;
  private resolve: (value: Json) => void = ignore;
  private reject: (error: Error) => void = ignore;
  private stopListening: (() => void) | undefined = undefined;
  private abandon: Abandon | undefined = undefined;
  /** Holds the process as well: calls do, an idle runtime does not. */
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly bounds: CallBounds,
    private readonly onOver: (call: PendingCall) => unknown,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const { timeout, signal } = bounds;
    this.timer = timeout <= maxTimer ? setTimeout(expire, timeout, this) : setInterval(ignore, maxTimer);
    if (signal) this.stopListening = onAbort(signal, () => this.cancel());
  }

  get action(): string {
    return this.bounds.action;
  }

  /** From here on, giving the call up means telling the lane as well. */
  submitted(abandon: Abandon): void {
    this.abandon = abandon;
  }

  succeed(value: Json): void {
    if (this.finish()) this.resolve(value);
  }

  fail(error: Error): void {
    if (this.finish()) this.reject(error);
  }

  /** Ends the call for its caller at once, and where it runs as soon as may be. */
  giveUp(reason: AbortReason, error: ActionError): void {
    if (!this.finish()) return;
    this.reject(error);
    this.abandon?.(reason);
  }

  private finish(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.timer);
    this.stopListening?.();
    this.onOver(this);
    return true;
  }

  private cancel(): void {
    const { action } = this.bounds;
    this.giveUp("cancelled", new ActionError({ code: "CANCELLED", action, message: `\`${action}\` was cancelled.` }));
  }

  /** @internal For the timer alone. */
  expire(): void {
    const { action, timeout } = this.bounds;
    const message = `\`${action}\` did not end within ${timeout} ms, waiting for a lane included.`;
    this.giveUp("timeout", new ActionError({ code: "TIMEOUT", action, message }));
  }
}

function expire(call: PendingCall): void {
  call.expire();
}
