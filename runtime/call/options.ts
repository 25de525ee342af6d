import type { LogLine } from "../contract/context.js";
import type { Json, JsonObject } from "../contract/json.js";
import { didYouMean } from "../contract/suggest.js";
import type { SecretSource } from "../secrets/provider.js";
import type { RuntimeEvent } from "../telemetry/events.js";

/** A call that waits for approval. */
export interface ApprovalRequest {
  readonly action: string;
  readonly args: JsonObject;
}

/** What every executor takes. */
export interface ExecutorOptions {
  /** The folder that codegen wrote. `"generated"` unless said otherwise. */
  readonly generated?: string | undefined;
  /** How long a call may take, queue included, in milliseconds: 30,000 unless said otherwise, here or by `@timeout`. */
  readonly timeout?: number | undefined;
  /** How many accepted calls may wait to start: 10,000. */
  readonly queueLimit?: number | undefined;
  /** Where the values of secrets come from: `envSecrets()` unless said otherwise. */
  readonly secrets?: SecretSource | undefined;
  /** Where services are reached, by the name of the endpoint; before `ACTIONARY_ENDPOINT_<NAME>` in the environment. */
  readonly endpoints?: Readonly<Record<string, string>> | undefined;
  /** What actions find in `action.vars`. */
  readonly vars?: Readonly<Record<string, Json>> | undefined;
  /** Decides on calls of actions that are marked `@approval`; without it they are refused. */
  readonly approve?: ((call: ApprovalRequest) => boolean | Promise<boolean>) | undefined;
  /** Hears every event: calls that start, log and end, lanes that come and go, errors that nobody caught. */
  readonly onEvent?: ((event: RuntimeEvent) => void) | undefined;
}

/** What `createRuntime` takes. */
export interface RuntimeOptions extends ExecutorOptions {
  /** How many lanes one domain (a set of secrets and a tenant) may have: 2, or `maxLanes` if that is less. */
  readonly lanes?: number | undefined;
  /** How many lanes there may be in all: 16, or `lanes` if that is more. */
  readonly maxLanes?: number | undefined;
  /**
   * What a lane is: a thread, or a process of its own, which holds what a thread cannot: native crashes, blocking system
   * calls, memory. Actions with an `@permission` run in processes always.
   */
  readonly isolation?: "thread" | "process" | undefined;
  /**
   * How much memory one lane may take, in megabytes: 256. A process that takes more, in whatever way, is ended (on Linux;
   * elsewhere, and in threads, that holds for its JavaScript objects alone).
   */
  readonly memoryMb?: number | undefined;
  /** `"all"`: calls with different secrets share lanes, so that any action can read what its neighbours hold. */
  readonly sharing?: "domain" | "all" | undefined;
}

/** What one call takes. */
export interface RunOptions {
  /** Cancels the call. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take, queue included, in milliseconds. */
  readonly timeout?: number | undefined;
  /** Values that come before those of the runtime. */
  readonly secrets?: SecretSource | undefined;
  /** Names the call in events and errors; made up unless given. */
  readonly id?: string | undefined;
  /** A tenant: calls of different ones never share a lane. */
  readonly domain?: string | undefined;
  /** Hears each line of the call's log, in order and before its result. */
  readonly onLog?: ((line: LogLine) => void) | undefined;
  /** Hears how far the call is, from 0 to 1. */
  readonly onProgress?: ((fraction: number, message?: string) => void) | undefined;
}

/** How `events` behaves when nobody reads. */
export interface EventOptions {
  /** How many events wait; beyond that, or 16 MB of text, the oldest are dropped and counted: 1,000. */
  readonly limit?: number;
}

/** How `close` ends what is running. */
export interface CloseOptions {
  /** Let calls end first, for up to 4 seconds. Otherwise they end at once with `RUNTIME_CLOSED`. */
  readonly drain?: boolean;
}

interface Rule {
  readonly form: string;
  readonly accepts: (value: unknown) => boolean;
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;
const isFunction = (value: unknown): boolean => typeof value === "function";
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const isUrls = (value: unknown): boolean => isObject(value) && Object.values(value as object).every(isUrl);
/** With a host: `localhost:4010` is a URL to the parser, of the scheme `localhost:`. */
const isUrl = (value: unknown): boolean =>
  typeof value === "string" && URL.canParse(value) && new URL(value).host !== "";
const isAbsentOrObject = (value: unknown): boolean => value === undefined || isObject(value);
const isSecretSource = (value: unknown): boolean =>
  isObject(value) &&
  (isFunction((value as { get?: unknown }).get) || Object.values(value as object).every(isAbsentOrObject));

const duration: Rule = {
  form: "a positive number of milliseconds",
  accepts: (value) => typeof value === "number" && value > 0,
};
const secretSource: Rule = {
  form: 'values by name and key, as in `{ vault: { VAULT_TOKEN: "…" } }`, or a provider with `get`',
  accepts: isSecretSource,
};
const count: Rule = { form: "a whole number from 1", accepts: isCount };
const callback: Rule = { form: "a function", accepts: isFunction };

const executorRules: Readonly<Record<keyof ExecutorOptions, Rule>> = {
  generated: { form: "the path of a folder", accepts: (value) => typeof value === "string" && value !== "" },
  timeout: duration,
  queueLimit: count,
  secrets: secretSource,
  endpoints: { form: 'absolute URLs by name, as in `{ github: "http://localhost:4010" }`', accepts: isUrls },
  vars: { form: "JSON values by name", accepts: isObject },
  approve: callback,
  onEvent: callback,
};

const runtimeRules: Readonly<Record<keyof RuntimeOptions, Rule>> = {
  ...executorRules,
  lanes: count,
  maxLanes: count,
  isolation: { form: '"thread" or "process"', accepts: (value) => value === "thread" || value === "process" },
  memoryMb: { form: "a whole number from 16", accepts: (value) => isCount(value) && Number(value) >= 16 },
  sharing: { form: '"domain" or "all"', accepts: (value) => value === "domain" || value === "all" },
};

const runRules: Readonly<Record<keyof RunOptions, Rule>> = {
  signal: { form: "an AbortSignal", accepts: (value) => value instanceof AbortSignal },
  timeout: duration,
  secrets: secretSource,
  id: { form: "text", accepts: (value) => typeof value === "string" && value !== "" },
  domain: { form: "text", accepts: (value) => typeof value === "string" },
  onLog: callback,
  onProgress: callback,
};

const eventRules: Readonly<Record<keyof EventOptions, Rule>> = { limit: count };

const closeRules: Readonly<Record<keyof CloseOptions, Rule>> = {
  drain: { form: "true or false", accepts: (value) => typeof value === "boolean" },
};

/** Throws an `Error` that names the first option of `createRuntime` that is unknown or wrong, and the right form. */
export function checkRuntimeOptions(options: RuntimeOptions): void {
  checkOptions("createRuntime", options, runtimeRules);
  const { lanes = 1, maxLanes = lanes } = options;
  if (lanes <= maxLanes) return;
  throw new Error(
    `createRuntime: \`lanes\` (${lanes}, of one domain) must not be more than \`maxLanes\` (${maxLanes}, in all).`,
  );
}

/** The same for `createInProcessExecutor`. */
export function checkExecutorOptions(options: ExecutorOptions): void {
  checkOptions("createInProcessExecutor", options, executorRules);
}

/** The same for `run`. */
export function checkRunOptions(options: RunOptions): void {
  checkOptions("run", options, runRules);
}

/** The same for `events`. */
export function checkEventOptions(options: EventOptions): void {
  checkOptions("events", options, eventRules);
}

/** The same for `close`. */
export function checkCloseOptions(options: CloseOptions): void {
  checkOptions("close", options, closeRules);
}

function checkOptions(what: string, options: object, rules: Readonly<Record<string, Rule>>): void {
  if (!isObject(options)) throw new Error(`${what}: the options must be an object. ${listOf(rules)}`);
  // By key: `run` comes here with every call that has options, and pairs would cost five times as much.
  for (const name of Object.keys(options)) {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) {
      const meant = didYouMean(name, Object.keys(rules));
      throw new Error(`${what}: there is no option \`${name}\`.${meant} ${listOf(rules)}`);
    }
    if (value !== undefined && !rule.accepts(value)) throw new Error(`${what}: \`${name}\` must be ${rule.form}.`);
  }
}

function listOf(rules: Readonly<Record<string, Rule>>): string {
  const names = Object.keys(rules);
  return `There ${names.length > 1 ? "are" : "is"} ${names.join(", ")}.`;
}

/** How many lanes one domain may have, and all together: what is given moves the default of the other. */
export function lanesOf({ lanes, maxLanes }: RuntimeOptions): { readonly lanes: number; readonly maxLanes: number } {
  return { lanes: lanes ?? Math.min(2, maxLanes ?? 2), maxLanes: maxLanes ?? Math.max(16, lanes ?? 16) };
}

const endpointPrefix = "ACTIONARY_ENDPOINT_";

/** The endpoints that are configured: those of the options before those of the environment. */
export function endpointsOf(options: ExecutorOptions, env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const variables = Object.entries(env).filter(([name]) => name.startsWith(endpointPrefix));
  const found = variables.map(([name, url = ""]) => {
    if (!isUrl(url)) throw new Error(`The environment variable ${name} must be an absolute URL.`);
    return [name.slice(endpointPrefix.length).toLowerCase(), url] as const;
  });
  return { ...Object.fromEntries(found), ...options.endpoints };
}
