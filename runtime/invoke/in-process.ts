import type { Attempt, Backend, CallHolder, PoolReport } from "../backend/backend.js";
import type { CallEnvironment } from "../backend/call-environment.js";
import { openBuild } from "../loader/verify.js";
import { Redactor } from "../secrets/redact.js";
import type { RuntimeEvent } from "../telemetry/events.js";
import { ActionCache } from "./action-cache.js";
import { installContext } from "./call-storage.js";
import { LocalAttempt, type LocalParts } from "./local-attempt.js";

/**
 * Runs actions in the caller's own thread: for unit tests, where breakpoints and mocks should work. No walls: an action
 * sees the process, and one that never ends blocks everything.
 */
export class InProcess implements Backend {
  readonly #actions: ActionCache;
  readonly #parts: LocalParts;
  #waiting = 0;
  #running = 0;

  constructor(folder: string, environment: CallEnvironment, onEvent: (event: RuntimeEvent) => void) {
    installContext({ fixed: false });
    process.setSourceMapsEnabled(true); // stacks point at the author's source, as in lanes
    this.#actions = new ActionCache(openBuild(folder));
    this.#parts = { environment, onEvent, onReturned: () => this.#running--, redactor: new Redactor() };
  }

  submit(attempt: Attempt): CallHolder {
    const local = new LocalAttempt(attempt, this.#parts);
    this.#waiting++;
    void this.#start(local);
    return local;
  }

  unstarted(): number {
    return this.#waiting;
  }

  report(): PoolReport {
    return { lanes: [], waiting: new Map([["", this.#waiting]]), running: this.#running };
  }

  async close(): Promise<void> {}

  async #start(local: LocalAttempt): Promise<void> {
    const { attempt } = local;
    await this.#actions.load(attempt.plan);
    this.#waiting--;
    const loaded = this.#actions.get(attempt.plan.key);
    if (!loaded || local.isOver) attempt.onGone();
    else if (loaded.kind === "failed") attempt.onEnded(loaded.outcome);
    else {
      this.#running++;
      local.run(loaded.action);
    }
  }
}
