import type { Surroundings } from "../backend/call-environment.js";
import type { CallContext, LogLevel, LogLine } from "../contract/context.js";
import type { Json } from "../contract/json.js";
import type { SecretRequirement } from "../contract/manifest.js";
import { type Redact, redactor, valuesOf } from "../secrets/redact.js";
import type { SecretValues } from "../secrets/resolve.js";
import { CallOutput, type CallSink } from "./call-output.js";

/** What a call is made of before it runs. */
export interface CallFacts {
  readonly action: string;
  readonly requirements: readonly SecretRequirement[] | "any";
  readonly secrets: SecretValues | undefined;
  readonly surroundings: Surroundings;
  /** What the host of its lane calls it by. */
  readonly serial?: number | undefined;
  /** Progress is told at most once in so many milliseconds: 100 unless said otherwise. */
  readonly progressMs?: number;
}

const usualProgressMs = 100;

const noSecrets: CallContext["secrets"] = new Map();

/**
 * A call while its function runs, as the SDK sees it. A class, and the rarely needed parts made on demand: there is one for
 * every call, and closures of its own would cost more than the rest of a call.
 */
export class OpenCall implements CallContext {
  readonly action: string;
  readonly requirements: readonly SecretRequirement[] | "any";
  readonly secrets: CallContext["secrets"];
  readonly endpoints: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Json>>;
  readonly serial: number | undefined;
  readonly #sink: CallSink;
  readonly #progressMs: number;
  #output: CallOutput | undefined = undefined;
  #controller: AbortController | undefined = undefined;
  #redactValues: Redact | undefined = undefined;

  constructor(facts: CallFacts, sink: CallSink) {
    this.action = facts.action;
    this.requirements = facts.requirements;
    this.secrets = facts.secrets ? toMaps(facts.secrets) : noSecrets;
    this.endpoints = facts.surroundings.endpoints;
    this.vars = facts.surroundings.vars;
    this.serial = facts.serial;
    this.#progressMs = facts.progressMs ?? usualProgressMs;
    this.#sink = sink;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** Replaces the call's secret values. */
  get redact(): Redact {
    this.#redactValues ??= redactor(valuesOf(this.secrets));
    return this.#redactValues;
  }

  /** Whether a result holds the value of a secret of the call. */
  isRevealedBy(value: Json): boolean {
    if (this.secrets.size === 0) return false;
    const text = JSON.stringify(value);
    return this.redact(text) !== text;
  }

  /** Aborts the signal. */
  abort(reason: Error): void {
    this.#controller ??= new AbortController();
    this.#controller.abort(reason);
  }

  log(line: LogLine): void {
    this.#said().log(line);
  }

  /** Takes what the action writes to a standard stream. */
  write(level: LogLevel, chunk: string | Uint8Array): void {
    this.#said().write(level, chunk);
  }

  progress(fraction: number, message?: string): void {
    this.#said().progress(fraction, message);
  }

  /** The function has ended: sends what was held back of its log and progress. */
  end(): void {
    this.#output?.end();
  }

  #said(): CallOutput {
    this.#output ??= new CallOutput(this.#sink, this.redact, this.#progressMs);
    return this.#output;
  }
}

/** In loops: where intrinsics are frozen, what makes an array of another one costs many times what it does elsewhere. */
function toMaps(secrets: SecretValues): CallContext["secrets"] {
  const maps = new Map<string, ReadonlyMap<string, string>>();
  for (const name of Object.keys(secrets)) maps.set(name, new Map(Object.entries(secrets[name] ?? {})));
  return maps;
}
