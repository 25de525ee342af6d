import type { CallEnvironment } from "../backend/call-environment.js";
import type { CallContext, LogLevel, LogLine } from "../contract/context.js";
import type { Json } from "../contract/json.js";
import { progressPauseMs } from "../contract/limits.js";
import type { SecretRequirement } from "../contract/manifest.js";
import { CallRedaction, type Redaction, type Redactor, revealsSecret } from "../secrets/redact.js";
import type { SecretValues } from "../secrets/resolve.js";
import { CallOutput, type CallSink } from "./call-output.js";
import { restoreIntrinsics } from "./intrinsics-guard.js";

/** Facts of a call, decided before it runs. */
export interface CallFacts {
  readonly action: string;
  readonly requirements: readonly SecretRequirement[] | "any";
  readonly secrets: SecretValues | undefined;
  readonly environment: CallEnvironment;
  /** Its number at the host of the lane. */
  readonly serial?: number | undefined;
  /** Pause between two reports of progress in milliseconds; 100 by default. */
  readonly progressMs?: number;
}

/** Receivers of what a call does, which outlive it. */
export interface CallParts {
  readonly sink: CallSink;
  /** Redacts for all calls of the lane. */
  readonly redactor: Redactor;
}

const noSecrets: CallContext["secrets"] = new Map();

/** Returns the redaction of a call. Not a member: an action could try with it what other calls hold. */
export let redactionOf: (call: RunningCall) => Redaction;

/**
 * A call while its function runs, as the SDK sees it. Actions can reach this object, so it gives access to nothing of the lane.
 * A class with rarely needed parts made on demand, because closures for each call would cost more than the rest of the call.
 */
export class RunningCall implements CallContext {
  readonly action: string;
  readonly requirements: readonly SecretRequirement[] | "any";
  readonly endpoints: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Json>>;
  readonly serial: number | undefined;
  #values: SecretValues | undefined;
  readonly #sink: CallSink;
  readonly #redactor: Redactor;
  readonly #progressMs: number;
  #secrets: CallContext["secrets"] | undefined = undefined;
  #hasEnded = false;
  #output: CallOutput | undefined = undefined;
  #controller: AbortController | undefined = undefined;

  static {
    redactionOf = (call) => {
      restoreIntrinsics();
      return call.#values ? new CallRedaction(call.#redactor, call.#values) : call.#redactor;
    };
  }

  constructor(facts: CallFacts, { sink, redactor }: CallParts) {
    this.action = facts.action;
    this.requirements = facts.requirements;
    this.endpoints = facts.environment.endpoints;
    this.vars = facts.environment.vars;
    this.serial = facts.serial;
    this.#values = facts.secrets;
    this.#progressMs = facts.progressMs ?? progressPauseMs;
    this.#sink = sink;
    this.#redactor = redactor;
    if (facts.secrets) redactor.learn(facts.secrets);
  }

  /** Values of the call. Not a field: `util.inspect` would print it. */
  get secrets(): CallContext["secrets"] {
    if (this.#hasEnded) throw new Error(tooLate(this.action));
    this.#secrets ??= this.#values ? toMaps(this.#values) : noSecrets;
    return this.#secrets;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** Returns whether a result contains the value of a secret of the call. */
  isRevealedBy(value: Json): boolean {
    if (this.#values === undefined) return false;
    return revealsSecret(JSON.stringify(value), this.#values);
  }

  /** Aborts the signal. */
  abort(reason: Error): void {
    this.#controller ??= new AbortController();
    this.#controller.abort(reason);
  }

  log(line: LogLine): void {
    this.#openOutput().log(line);
  }

  /** Logs a piece of the action's output to a standard stream. */
  write(level: LogLevel, chunk: string | Uint8Array): void {
    this.#openOutput().write(level, chunk);
  }

  progress(fraction: number, message?: string): void {
    this.#openOutput().progress(fraction, message);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Sends the rest of its log and progress, after its function has ended. */
  end(): void {
    this.#output?.end();
  }

  /** Drops its secrets: what goes on in its context, such as a timer, cannot read them any more. */
  dropSecrets(): void {
    this.#hasEnded = true;
    this.#values = undefined;
    this.#secrets = undefined;
  }

  #openOutput(): CallOutput {
    restoreIntrinsics();
    this.#output ??= new CallOutput(this.#sink, redactionOf(this), this.#progressMs);
    return this.#output;
  }
}

function tooLate(action: string): string {
  return (
    `The call of \`${action}\` has ended, and its secrets with it. Read them before the function returns, and await whatever ` +
    "needs them."
  );
}

/** Converts secrets to maps. */
function toMaps(secrets: SecretValues): CallContext["secrets"] {
  const maps = new Map<string, ReadonlyMap<string, string>>();
  for (const name of Object.keys(secrets)) maps.set(name, new Map(Object.entries(secrets[name] ?? {})));
  return maps;
}

// Actions can reach these, too: what they put there would be given to the lane's other calls.
Object.freeze(RunningCall);
Object.freeze(RunningCall.prototype);
