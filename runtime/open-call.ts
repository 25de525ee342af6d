import type { CallContext, LogLine } from "./contract/context.js";
import type { Json } from "./contract/json.js";
import type { SecretRequirement } from "./contract/manifest.js";
import { type Redact, redactJson, redactor, valuesOf } from "./secrets/redact.js";
import type { SecretValues } from "./secrets/resolve.js";
import type { Surroundings } from "./surroundings.js";
import { takeJson } from "./values/take-json.js";

/** What a call is made of before it runs. */
export interface CallFacts {
  readonly action: string;
  readonly requirements: readonly SecretRequirement[] | "any";
  readonly secrets: SecretValues | undefined;
  readonly surroundings: Surroundings;
}

/** Where a call's log and progress go. Lines are redacted, and their fields are JSON. */
export interface CallSink {
  onLog(line: LogLine): void;
  onProgress(fraction: number, message?: string): void;
}

const noSecrets: CallContext["secrets"] = new Map();

/** How long a log message may be, in UTF-16 units. */
const maxLineLength = 64 * 1024;

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
  private readonly sink: CallSink;
  private controller: AbortController | undefined = undefined;
  private redactValues: Redact | undefined = undefined;

  constructor(facts: CallFacts, sink: CallSink) {
    this.action = facts.action;
    this.requirements = facts.requirements;
    this.secrets = facts.secrets ? toMaps(facts.secrets) : noSecrets;
    this.endpoints = facts.surroundings.endpoints;
    this.vars = facts.surroundings.vars;
    this.sink = sink;
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  /** Replaces the call's secret values. */
  get redact(): Redact {
    this.redactValues ??= redactor(valuesOf(this.secrets));
    return this.redactValues;
  }

  /** Aborts the signal. */
  abort(reason: Error): void {
    this.controller ??= new AbortController();
    this.controller.abort(reason);
  }

  log(line: LogLine): void {
    const taken = takeJson(line.fields);
    const fields = taken.kind === "json" ? taken.value : { invalid: taken.faults.map(({ path }) => path) };
    const message = this.redact(line.message).slice(0, maxLineLength);
    this.sink.onLog({ ...line, message, fields: redactJson(fields, this.redact) });
  }

  progress(fraction: number, message?: string): void {
    const share = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
    this.sink.onProgress(share, message === undefined ? message : this.redact(message));
  }
}

function toMaps(secrets: SecretValues): CallContext["secrets"] {
  return new Map(Object.entries(secrets).map(([name, values]) => [name, new Map(Object.entries(values))]));
}
