import { Console } from "node:console";
import { format } from "node:util";
import type { LogLevel } from "../contract/context.js";

/** Receives one message of the console. */
export type PutLine = (level: LogLevel, message: string) => void;

// Taken before any action runs, so that none can replace it.
const { captureStackTrace } = Error;

/** Level of what each method of the console prints. Other methods print nothing. */
const levels = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
  dir: "info",
  dirxml: "info",
  table: "info",
  group: "info",
  groupCollapsed: "info",
  groupEnd: "info",
  assert: "warn",
  count: "info",
  countReset: "info",
  time: "info",
  timeEnd: "info",
  timeLog: "info",
} as const satisfies Partial<Record<keyof Console, LogLevel>>;

type Method = keyof typeof levels;

/** Methods that leave something behind for later ones: an indentation, a count, a time. */
const stateful: ReadonlySet<string> = new Set<Method>(["group", "groupCollapsed", "count", "time"]);

/** Consoles of a lane, each of one call as soon as it groups, counts or measures: others must not see that. */
export class CallConsoles {
  readonly #shared: Console;
  readonly #own = new WeakMap<object, Console>();
  #level: LogLevel = "info";

  readonly #put: PutLine;
  readonly #current: () => object | undefined;

  constructor(put: PutLine, current: () => object | undefined) {
    this.#put = put;
    this.#current = current;

    this.#shared = this.#open();
  }

  /** Makes the methods of a console those of the running call. */
  install(target: Console): void {
    for (const name of Object.keys(levels) as readonly Method[]) {
      const print = (...data: readonly unknown[]): void => this.#print(name, data);
      Object.defineProperty(print, "name", { value: name });
      target[name] = print;
    }
    target.trace = (...data: readonly unknown[]): void => this.#trace(target.trace, data);
  }

  #print(name: Method, data: readonly unknown[]): void {
    const before = this.#level; // what is printed may print in its turn
    this.#level = levels[name];
    try {
      Reflect.apply(this.#find(name)[name], undefined, data);
    } finally {
      this.#level = before;
    }
  }

  #trace(above: () => void, data: readonly unknown[]): void {
    const trace = { name: "Trace", message: format(...data), stack: "" };
    captureStackTrace(trace, above);
    this.#put("debug", trace.stack);
  }

  #find(name: Method): Console {
    const call = this.#current();
    const own = call && this.#own.get(call);
    if (own || !call || !stateful.has(name)) return own ?? this.#shared;
    const opened = this.#open();
    this.#own.set(call, opened);
    return opened;
  }

  /** Node's own console, over a stream that takes each message as it is printed. */
  #open(): Console {
    const write = (text: string): boolean => {
      this.#put(this.#level, text.endsWith("\n") ? text.slice(0, -1) : text);
      return true;
    };
    const nothing = (): void => {};
    const stream = { write, on: nothing, once: nothing, removeListener: nothing, listenerCount: () => 1 };
    return new Console({ stdout: stream as unknown as NodeJS.WritableStream, colorMode: false, ignoreErrors: false });
  }
}
