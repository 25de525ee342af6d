import type { LogLevel } from "../contract/context.js";
import type { Json } from "../contract/json.js";
import type { Signal } from "../contract/signal.js";
import { currentContext } from "./context.js";

/** Facts of a log message; values without a JSON form are left out. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes a line to the log of the running call, at level `info` if called itself. Secret values are redacted. */
export interface Log {
  (message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The running call, as its function sees it. */
export interface RunningAction {
  /** The action's key. */
  readonly key: string;
  /** Aborted when the call is cancelled or its time is over; pass it to every function that can wait. */
  readonly signal: Signal;
  readonly log: Log;
  /** Reports the progress of the call, from 0 to 1. */
  progress(fraction: number, message?: string): void;
  /** The runtime's variables, by name. */
  readonly vars: Readonly<Record<string, Json | undefined>>;
}

function write(level: LogLevel): (message: string, fields?: LogFields) => void {
  const what = level === "info" ? "action.log(…)" : `action.log.${level}(…)`;
  return (message, fields = {}) => {
    currentContext(what).log({ level, message: String(message), at: Date.now(), fields: fields as Json });
  };
}

/** The running call; every member throws outside of one. */
export const action: RunningAction = {
  get key() {
    return currentContext("action.key").action;
  },
  get signal() {
    return currentContext("action.signal").signal;
  },
  log: Object.assign(write("info"), { debug: write("debug"), warn: write("warn"), error: write("error") }),
  progress: (fraction, message) => currentContext("action.progress(…)").progress(fraction, message),
  get vars() {
    return currentContext("action.vars").vars;
  },
};
