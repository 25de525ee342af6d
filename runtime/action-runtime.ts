import { ActionError, invalidValue } from "./action-error.js";
import { Admission, type Admitted, type KnownAction, type TakenArgs } from "./admission.js";
import type { Backend } from "./backend.js";
import { type Build, notBuilt } from "./build/read-build.js";
import { guarded } from "./callbacks.js";
import type { Json, JsonObject } from "./contract/json.js";
import type { CloseOptions, Executor } from "./executor.js";
import { checkRunOptions, type ExecutorOptions, type RunOptions } from "./options.js";
import type { NoValue } from "./outcome.js";
import { PendingCall } from "./pending-call.js";
import { redactor } from "./secrets/redact.js";
import type { SecretValues } from "./secrets/resolve.js";
import type { Invalid } from "./values/validator.js";

/** What a runtime is made of. */
export interface RuntimeParts {
  readonly build: Build;
  readonly options: ExecutorOptions;
  readonly backend: Backend;
  /** `"all"`: one domain for every call. */
  readonly sharing: "domain" | "all";
}

interface Submission {
  readonly call: PendingCall;
  readonly action: KnownAction;
  readonly options: RunOptions;
}

const noOptions: RunOptions = {};
const ignore = (): void => {};

/** How long `close` waits for calls to end, and then for lanes to end, in milliseconds: less than 5 s in all. */
const drainMs = 4_000;
const endMs = 900;

/** Judges calls in the caller, hands them to a backend, and makes what comes back a result or an `ActionError`. */
export class ActionRuntime implements Executor {
  private readonly admission: Admission;
  private readonly pending = new Set<PendingCall>();
  private readonly forget = (call: PendingCall): boolean => this.pending.delete(call);
  private closing: Promise<void> | undefined;

  constructor(private readonly parts: RuntimeParts) {
    this.admission = new Admission(parts.build, parts.options);
  }

  /** See `Runtime.run`. Waits for nothing that is already there: a call alone reaches its lane in this tick. */
  run(key: string, args: JsonObject, options: RunOptions = noOptions): Promise<Json> {
    try {
      return this.begin(key, args, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  close(options: CloseOptions = {}): Promise<void> {
    this.closing ??= this.end(options.drain === true);
    return this.closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private begin(key: string, args: JsonObject, options: RunOptions): Promise<Json> {
    if (this.closing) throw closed(key);
    if (options !== noOptions) checkRunOptions(options);
    const action = this.admission.find(key);
    if (!action) return this.admission.notFound(key).then((error) => Promise.reject(error));
    const taken = this.admission.take(key, args);
    const call = this.openCall(action, options);
    const admitted = this.admission.admitNow(action, taken);
    if (admitted) this.submit({ call, action, options }, admitted);
    else void this.admit({ call, action, options }, taken);
    return call.answer;
  }

  private openCall(action: KnownAction, options: RunOptions): PendingCall {
    const timeout = options.timeout ?? action.built.limits.timeoutMs ?? this.parts.options.timeout ?? 30_000;
    const call = new PendingCall({ action: action.key, timeout, signal: options.signal }, this.forget);
    if (!call.isOver) this.pending.add(call);
    return call;
  }

  private async admit(submission: Submission, args: TakenArgs): Promise<void> {
    const { call, action, options } = submission;
    try {
      this.submit(submission, await this.admission.admit(action, args, options));
    } catch (error) {
      call.fail(error as Error);
    }
  }

  private submit(submission: Submission, { args, weight, secrets }: Admitted): void {
    const { call, action, options } = submission;
    if (call.isOver) return;
    if (this.isFull()) {
      call.fail(queueFull(action.key));
      return;
    }
    const abandon = this.parts.backend.submit({
      plan: action.plan,
      args,
      weight,
      secrets,
      domain: this.domainOf(action, options.domain),
      onLog: options.onLog ? guarded("onLog", options.onLog) : ignore,
      onProgress: options.onProgress ? guarded("onProgress", options.onProgress) : ignore,
      ended: (outcome) => {
        if (outcome.kind === "value") call.succeed(outcome.value);
        else void this.fail(submission, outcome, secrets);
      },
    });
    call.submitted(abandon);
  }

  private isFull(): boolean {
    const { queueLimit = 10_000 } = this.parts.options;
    // Counting what has not started looks at every lane, so only where there could be too many.
    return this.pending.size > queueLimit && this.parts.backend.unstarted() >= queueLimit;
  }

  private domainOf(action: KnownAction, tenant: string | undefined): string {
    if (this.parts.sharing === "all" && !action.plan.permissions) return "all";
    // What may do more than others shares with nobody.
    const own = action.plan.permissions ? `${action.key}:${action.secretNames}` : action.secretNames;
    return tenant === undefined ? own : `${own}@${tenant}`;
  }

  private async fail(submission: Submission, outcome: NoValue, secrets: SecretValues | undefined): Promise<void> {
    const { call, action } = submission;
    try {
      call.fail(await this.errorOf(action, outcome, secrets));
    } catch (error) {
      call.fail(error as Error);
    }
  }

  private async errorOf(
    action: KnownAction,
    outcome: NoValue,
    secrets: SecretValues | undefined,
  ): Promise<ActionError> {
    const { key } = action;
    switch (outcome.kind) {
      case "failed": {
        const { failure } = outcome;
        return new ActionError({ code: "ACTION_FAILED", action: key, message: failure.message, failure });
      }
      case "invalid":
        return this.invalidOutput(action, outcome.invalid, secrets);
      case "not-built":
        return notBuilt(outcome.message, key);
      case "lost": {
        const message = `The lane that ran \`${key}\` was lost: ${outcome.message}.`;
        return new ActionError({ code: "WORKER_LOST", action: key, message });
      }
      default:
        return outcome satisfies never;
    }
  }

  private async invalidOutput(action: KnownAction, invalid: Invalid, secrets: SecretValues = {}): Promise<ActionError> {
    const redact = redactor(Object.values(secrets).flatMap((values) => Object.values(values)));
    const faults = await this.admission.explainOutput(action, invalid);
    return invalidValue(
      "INVALID_OUTPUT",
      action.key,
      faults.map(({ path, message }) => ({ path: redact(path), message: redact(message) })),
    );
  }

  private async end(drain: boolean): Promise<void> {
    if (drain) await this.drained();
    for (const call of [...this.pending]) call.giveUp("closed", closed(call.action));
    await this.parts.backend.close(endMs);
  }

  private async drained(): Promise<void> {
    const end = performance.now() + drainMs;
    while (this.pending.size > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function closed(action: string): ActionError {
  return new ActionError({
    code: "RUNTIME_CLOSED",
    action,
    message: `\`${action}\` did not run: the runtime is closed.`,
  });
}

function queueFull(action: string): ActionError {
  const message = `\`${action}\` was not accepted: as many calls as \`queueLimit\` allows are waiting already.`;
  return new ActionError({ code: "QUEUE_FULL", action, message });
}
