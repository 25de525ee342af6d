import type { LogLevel, LogLine } from "../contract/context.js";
import { CallOutput } from "../invoke/call-output.js";
import { callStorage } from "../invoke/call-storage.js";
import { failureData } from "../invoke/failure-data.js";
import { restoreIntrinsics } from "../invoke/intrinsics-guard.js";
import { redactionOf } from "../invoke/running-call.js";
import type { LaneCalls } from "./lane-calls.js";
import { LateErrors } from "./late-errors.js";

/** Output and uncaught errors of a lane, each of the call in whose context it arises, if there is one. */
export class LaneOutput {
  /** Output outside of calls, with the bounds of one call's log. */
  readonly #stray: CallOutput;
  readonly #lateErrors = new LateErrors();

  readonly #calls: LaneCalls;

  constructor(calls: LaneCalls) {
    this.#calls = calls;

    const onLog = (line: LogLine): void => calls.send(["stray-log", null, line, null]);
    this.#stray = new CallOutput({ onLog, onProgress: () => {} }, calls.redactor, 0);
  }

  log(line: LogLine): void {
    const running = callStorage.getStore();
    if (running) running.log(line);
    else this.#strayOutput().log(line);
  }

  /** Writes a piece of text that goes to a standard stream. */
  write(level: LogLevel, chunk: string | Uint8Array): void {
    const running = callStorage.getStore();
    if (running) running.write(level, chunk);
    else this.#strayOutput().write(level, chunk);
  }

  #strayOutput(): CallOutput {
    restoreIntrinsics();
    return this.#stray;
  }

  /** Reports an uncaught error to the host. A throw also ends its call, if that is still running. */
  reportLate(kind: "late-rejection" | "late-throw", error: unknown): void {
    const running = callStorage.getStore();
    const call = kind === "late-throw" ? this.#calls.find(running) : undefined;
    const isReported = this.#lateErrors.admits(kind);
    if (!call && !isReported) return;
    restoreIntrinsics();
    const failure = failureData(error, running ? redactionOf(running) : this.#calls.redactor);
    if (call) this.#calls.onEnded(call, { kind: "failed", failure });
    if (isReported) this.#calls.send([kind, running?.action ?? null, failure, running?.serial ?? null]);
  }
}
