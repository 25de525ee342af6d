import { abortError } from "../backend/abort-reason.js";
import type { Abandon, AdmittedCall, Backend, PoolReport } from "../backend/backend.js";
import type { Surroundings } from "../backend/call-environment.js";
import { openBuild } from "../loader/verify.js";
import type { RuntimeEvent } from "../telemetry/events.js";
import { ActionCache } from "./action-cache.js";
import { callStorage, installContext } from "./call-storage.js";
import { invoke } from "./invoke.js";
import { OpenCall } from "./open-call.js";

interface LocalCall {
  readonly admitted: AdmittedCall;
  state:
    | { readonly kind: "waiting" }
    | { readonly kind: "running"; readonly open: OpenCall }
    | { readonly kind: "over" };
}

/**
 * Runs actions in the caller's own thread: for unit tests, where breakpoints and mocks should work. No walls: an action
 * sees the process, and one that never ends holds everything.
 */
export class InProcess implements Backend {
  readonly #actions: ActionCache;
  #waiting = 0;
  #running = 0;

  readonly #surroundings: Surroundings;
  readonly #onEvent: (event: RuntimeEvent) => void;

  constructor(folder: string, surroundings: Surroundings, onEvent: (event: RuntimeEvent) => void) {
    this.#surroundings = surroundings;
    this.#onEvent = onEvent;

    installContext({ fixed: false });
    process.setSourceMapsEnabled(true); // stacks point at what the author wrote, as in lanes
    this.#actions = new ActionCache(openBuild(folder));
  }

  submit(admitted: AdmittedCall): Abandon {
    const call: LocalCall = { admitted, state: { kind: "waiting" } };
    this.#waiting++;
    void this.#begin(call);
    return (reason) => {
      const { state } = call;
      if (state.kind === "running") callStorage.run(state.open, () => state.open.abort(abortError(reason)));
      call.state = { kind: "over" };
    };
  }

  unstarted(): number {
    return this.#waiting;
  }

  report(): PoolReport {
    return { lanes: [], waiting: new Map([["", this.#waiting]]), running: this.#running };
  }

  async close(): Promise<void> {}

  async #begin(call: LocalCall): Promise<void> {
    const { admitted } = call;
    await this.#actions.load(admitted.plan);
    this.#waiting--;
    const loaded = this.#actions.get(admitted.plan.key);
    if (!loaded || call.state.kind === "over") {
      admitted.onGone?.();
      return;
    }
    if (loaded.kind === "failed") {
      admitted.ended(loaded.outcome);
      return;
    }
    const open = this.#open(call);
    call.state = { kind: "running", open };
    this.#running++;
    admitted.onStarted?.(Date.now());
    invoke({ action: loaded.action, call: open, args: admitted.args }, (outcome) => {
      this.#running--;
      if (call.state.kind === "over") {
        admitted.onGone?.();
        return;
      }
      open.end();
      call.state = { kind: "over" };
      if (outcome.kind === "value" && open.isRevealedBy(outcome.value)) this.#tellSecret(admitted);
      admitted.ended(outcome);
    });
  }

  #tellSecret({ id, plan }: AdmittedCall): void {
    this.#onEvent({ kind: "secret-in-result", call: id, action: plan.key });
  }

  #open(call: LocalCall): OpenCall {
    const { plan, secrets, onLog, onProgress } = call.admitted;
    const facts = {
      action: plan.key,
      requirements: plan.requirements,
      secrets,
      surroundings: this.#surroundings,
    };
    return new OpenCall(facts, {
      onLog: (line) => call.state.kind === "running" && onLog(line),
      onProgress: (fraction, message) => call.state.kind === "running" && onProgress(fraction, message),
    });
  }
}
