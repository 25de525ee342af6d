import { type AbortReason, abortError } from "../backend/abort-reason.js";
import type { Attempt, CallHolder } from "../backend/backend.js";
import type { CallEnvironment } from "../backend/call-environment.js";
import type { Outcome } from "../backend/outcome.js";
import type { LogLine } from "../contract/context.js";
import type { JsonObject } from "../contract/json.js";
import type { Redactor } from "../secrets/redact.js";
import type { RuntimeEvent } from "../telemetry/events.js";
import type { CallSink } from "./call-output.js";
import { callStorage } from "./call-storage.js";
import { type Invocation, invoke } from "./invoke.js";
import type { LoadedAction } from "./load-action.js";
import { RunningCall } from "./running-call.js";

/** Parts that the attempts of one backend share. */
export interface LocalParts {
  readonly environment: CallEnvironment;
  readonly onEvent: (event: RuntimeEvent) => void;
  /** A function has ended, whether or not its attempt was abandoned. */
  readonly onReturned: () => void;
  readonly redactor: Redactor;
}

/** One attempt in the caller's own thread. */
export class LocalAttempt implements CallHolder, CallSink, Invocation {
  /** Ended or abandoned. */
  isOver = false;
  /** Present from the start of its function on. */
  #running: RunningCall | undefined = undefined;
  readonly #parts: LocalParts;

  constructor(
    readonly attempt: Attempt,
    parts: LocalParts,
  ) {
    this.#parts = parts;
  }

  get args(): JsonObject {
    return this.attempt.args;
  }

  run(action: LoadedAction): void {
    const { key, requirements } = this.attempt.plan;
    const { secrets } = this.attempt;
    const { environment, redactor } = this.#parts;
    this.#running = new RunningCall({ action: key, requirements, secrets, environment }, { sink: this, redactor });
    this.attempt.onStarted(Date.now());
    invoke(action, this.#running, this);
  }

  /** Aborts within the call's context: a listener of its signal may read the reason and write to its log. */
  abandon(reason: AbortReason): void {
    const running = this.#running;
    if (running && !this.isOver) callStorage.run(running, () => running.abort(abortError(reason)));
    this.isOver = true;
  }

  onLog(line: LogLine): void {
    if (!this.isOver) this.attempt.onLog(line);
  }

  onProgress(fraction: number, message?: string): void {
    if (!this.isOver) this.attempt.onProgress(fraction, message);
  }

  onEnded(outcome: Outcome): void {
    this.#parts.onReturned();
    if (this.isOver) {
      this.#running?.dropSecrets();
      this.attempt.onGone();
      return;
    }
    this.#running?.end();
    this.isOver = true;
    if (outcome.kind === "value" && this.#running?.isRevealedBy(outcome.value)) this.#reportSecret();
    this.#running?.dropSecrets();
    this.attempt.onEnded(outcome);
  }

  #reportSecret(): void {
    const { id, plan } = this.attempt;
    this.#parts.onEvent({ kind: "secret-in-result", call: id, action: plan.key });
  }
}
