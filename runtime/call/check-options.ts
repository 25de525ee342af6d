import { isJsonObject } from "../contract/json.js";
import { maxConnectionChars, minLaneMemoryMb } from "../contract/limits.js";
import { didYouMean } from "../contract/suggest.js";
import type { CloseOptions, EventOptions, ExecutorOptions, RunOptions, RuntimeOptions } from "./options.js";

/** Rule for the value of one option. */
interface Rule {
  /** The right form, as the end of "must be …". */
  readonly form: string;
  readonly accepts: (value: unknown) => boolean;
  /** Rules of its own options, if it is an object of options. */
  readonly options?: Readonly<Record<string, Rule>>;
  /** Rule of each value, if it is an object of values by name. */
  readonly each?: Rule;
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;
const isFunction = (value: unknown): boolean => typeof value === "function";
const isAbsentOrObject = (value: unknown): boolean => value === undefined || isJsonObject(value);
const isSecretSource = (value: unknown): boolean =>
  isFunction(value) ||
  (isJsonObject(value) && (isFunction(value.resolve) || Object.values(value).every(isAbsentOrObject)));

/** Returns whether a value is an absolute URL with a host: the parser reads `localhost:4010` as a URL of scheme `localhost:`. */
export function isUrl(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).host !== "";
}

const duration: Rule = {
  form: "a positive number of milliseconds",
  accepts: (value) => typeof value === "number" && value > 0,
};
const secretSource: Rule = {
  form: 'values by name and key, as in `{ vault: { VAULT_TOKEN: "…" } }`, a provider with `resolve`, or a function that is one',
  accepts: isSecretSource,
};
const count: Rule = { form: "a whole number from 1", accepts: isCount };
const callback: Rule = { form: "a function", accepts: isFunction };
const flag: Rule = { form: "true or false", accepts: (value) => typeof value === "boolean" };

const sandboxRules: Readonly<Record<keyof NonNullable<RuntimeOptions["sandbox"]>, Rule>> = { network: flag };

const executorRules: Readonly<Record<keyof ExecutorOptions, Rule>> = {
  generated: { form: "the path of a folder", accepts: (value) => typeof value === "string" && value !== "" },
  timeout: duration,
  queueLimit: count,
  secrets: secretSource,
  endpoints: {
    form: 'absolute URLs by name, as in `{ github: "http://localhost:4010" }`',
    accepts: isJsonObject,
    each: { form: 'an absolute URL, such as "http://localhost:4010"', accepts: isUrl },
  },
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
  sandbox: { form: "an object such as `{ network: false }`", accepts: isJsonObject, options: sandboxRules },
  memoryMb: {
    form: `a whole number from ${minLaneMemoryMb}`,
    accepts: (value) => isCount(value) && Number(value) >= minLaneMemoryMb,
  },
  network: { form: '"declared" or "open"', accepts: (value) => value === "declared" || value === "open" },
  sharing: { form: '"domain" or "all"', accepts: (value) => value === "domain" || value === "all" },
};

const connection: Rule = {
  form: `the name of a connection, of up to ${maxConnectionChars} letters, digits and \`._-\``,
  accepts: (value) => typeof value === "string" && value.length <= maxConnectionChars && /^[\w.-]+$/.test(value),
};

const runRules: Readonly<Record<keyof RunOptions, Rule>> = {
  signal: { form: "an AbortSignal", accepts: (value) => value instanceof AbortSignal },
  timeout: duration,
  secrets: secretSource,
  connection: { form: 'connections by secret, as in `{ slack: "sandbox" }`', accepts: isJsonObject, each: connection },
  id: { form: "text", accepts: (value) => typeof value === "string" && value !== "" },
  domain: { form: "text", accepts: (value) => typeof value === "string" },
  onLog: callback,
  onProgress: callback,
};

const eventRules: Readonly<Record<keyof EventOptions, Rule>> = { limit: count };

const closeRules: Readonly<Record<keyof CloseOptions, Rule>> = {
  drain: flag,
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

function checkOptions(what: string, options: unknown, rules: Readonly<Record<string, Rule>>, path = ""): void {
  if (!isJsonObject(options)) throw new Error(`${what}: the options must be an object. ${listOf(rules)}`);
  // By key: each `run` with options comes here, and pairs would cost five times as much.
  for (const name of Object.keys(options)) {
    const value: unknown = options[name];
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) throw new Error(`${what}: there is no option \`${path}${name}\`.${suggested(name, rules, path)}`);
    if (value === undefined) continue;
    if (!rule.accepts(value)) throw new Error(`${what}: \`${path}${name}\` must be ${rule.form}.`);
    if (rule.options) checkOptions(what, value, rule.options, `${path}${name}.`);
    if (rule.each) checkEach(`${what}: \`${path}${name}`, value as object, rule.each);
  }
}

function checkEach(start: string, values: object, rule: Rule): void {
  const wrong = Object.entries(values).find(([, value]) => !rule.accepts(value));
  if (wrong) throw new Error(`${start}.${wrong[0]}\` must be ${rule.form}.`);
}

/** Returns the option that was meant, and all that there are, as they stand behind `path`. */
function suggested(name: string, rules: Readonly<Record<string, Rule>>, path: string): string {
  return `${didYouMean(name, Object.keys(rules), path)} ${listOf(rules, path)}`;
}

function listOf(rules: Readonly<Record<string, Rule>>, path = ""): string {
  const names = Object.keys(rules).map((name) => path + name);
  return `There ${names.length > 1 ? "are" : "is"} ${names.join(", ")}.`;
}
