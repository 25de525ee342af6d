import { isJsonObject } from "../contract/json.js";
import { minLaneMemoryMb } from "../contract/limits.js";
import { didYouMean } from "../contract/suggest.js";
import type { CloseOptions, EventOptions, ExecutorOptions, RunOptions, RuntimeOptions } from "./options.js";

/** Rule for the value of one option. */
interface Rule {
  /** The right form, as the end of "must be …". */
  readonly form: string;
  readonly accepts: (value: unknown) => boolean;
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;
const isFunction = (value: unknown): boolean => typeof value === "function";
const areUrls = (value: unknown): boolean => isJsonObject(value) && Object.values(value).every(isUrl);
const isAbsentOrObject = (value: unknown): boolean => value === undefined || isJsonObject(value);
const isSecretSource = (value: unknown): boolean =>
  isJsonObject(value) && (isFunction(value.get) || Object.values(value).every(isAbsentOrObject));

const isSandbox = (value: unknown): boolean =>
  isJsonObject(value) &&
  Object.entries(value).every(
    ([name, each]) => name === "network" && (each === undefined || typeof each === "boolean"),
  );

/** Returns whether a value is an absolute URL with a host: the parser reads `localhost:4010` as a URL of scheme `localhost:`. */
export function isUrl(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).host !== "";
}

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
  endpoints: { form: 'absolute URLs by name, as in `{ github: "http://localhost:4010" }`', accepts: areUrls },
  vars: { form: "JSON values by name", accepts: isJsonObject },
  approve: callback,
  onEvent: callback,
};

const runtimeRules: Readonly<Record<keyof RuntimeOptions, Rule>> = {
  ...executorRules,
  lanes: count,
  maxLanes: count,
  isolation: {
    form: '"auto", "thread", "process" or "sandbox"',
    accepts: (value) => ["auto", "thread", "process", "sandbox"].includes(value as string),
  },
  sandbox: { form: "an object such as `{ network: false }`", accepts: isSandbox },
  memoryMb: {
    form: `a whole number from ${minLaneMemoryMb}`,
    accepts: (value) => isCount(value) && Number(value) >= minLaneMemoryMb,
  },
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

/** Throws an `Error` that names the first unknown or wrong option of `createRuntime`, and the right form. */
export function checkRuntimeOptions(options: RuntimeOptions): void {
  checkOptions("createRuntime", options, runtimeRules);
  if (options.sandbox !== undefined && options.isolation !== "sandbox") {
    throw new Error('createRuntime: `sandbox` needs `isolation: "sandbox"`, else it has no effect.');
  }
  const { lanes = 1, maxLanes = lanes } = options;
  if (lanes <= maxLanes) return;
  throw new Error(
    `createRuntime: \`lanes\` (${lanes}, of one domain) must not be more than \`maxLanes\` (${maxLanes}, in all).`,
  );
}

/** Checks the options of `createInProcessExecutor` in the same way. */
export function checkExecutorOptions(options: ExecutorOptions): void {
  checkOptions("createInProcessExecutor", options, executorRules);
}

/** Checks the options of `run` in the same way. */
export function checkRunOptions(options: RunOptions): void {
  checkOptions("run", options, runRules);
}

/** Checks the options of `events` in the same way. */
export function checkEventOptions(options: EventOptions): void {
  checkOptions("events", options, eventRules);
}

/** Checks the options of `close` in the same way. */
export function checkCloseOptions(options: CloseOptions): void {
  checkOptions("close", options, closeRules);
}

function checkOptions(what: string, options: object, rules: Readonly<Record<string, Rule>>): void {
  if (!isJsonObject(options)) throw new Error(`${what}: the options must be an object. ${listOf(rules)}`);
  // By key: each `run` with options comes here, and pairs would cost five times as much.
  for (const name of Object.keys(options)) {
    const value: unknown = options[name];
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
