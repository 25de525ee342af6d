// Declares `AsyncDisposable` also in projects that have neither a newer `lib` nor Node's types.
/// <reference lib="esnext.disposable" preserve="true" />

import type { Json, JsonObject } from "../contract/json.js";
import type { EventStream } from "../telemetry/event-hub.js";
import type { CloseOptions, EventOptions, RunOptions } from "./options.js";
import type { RuntimeStats } from "./statistics.js";

/** Runs actions by key. */
export interface Executor {
  /** Rejects with an `ActionError`. */
  run(key: string, args: JsonObject, options?: RunOptions): Promise<Json>;
  /** Ends within 5 seconds, whatever the actions do; calling it again changes nothing. */
  close(options?: CloseOptions): Promise<void>;
}

/** Shape of the generated `Actions`: input and output by key. */
export type ActionTable<A> = { readonly [K in keyof A]: { readonly input: unknown; readonly output: unknown } };

/** Actions of a runtime without types: any key, any JSON. */
export interface AnyActions {
  readonly [key: string]: { readonly input: JsonObject; readonly output: Json };
}

/**
 * Options of a call whose key is known only at run time. For other keys a list that no call fits: the compiler then judges the
 * call by the typed signature alone, and reports a mistyped key at the key and a wrong argument at the argument.
 */
type UntypedOptions<K extends string> = string extends K ? [options?: RunOptions] : [never, never, never];

/** One action, as a function of its arguments. */
export type BoundAction<Input, Output> = (args: Input, options?: RunOptions) => Promise<Output>;

/** An executor with the types of its actions. */
export interface Runtime<A extends ActionTable<A> = AnyActions> extends AsyncDisposable {
  /**
   * Runs an action. Rejects with an `ActionError`; with another `Error` only for wrong options or a key that is not text.
   *
   * Arguments are copied as JSON when `run` is called: at most 2,200 levels deep and 64 MB long. The same holds for results.
   */
  run<K extends keyof A & string>(key: K, args: A[K]["input"], options?: RunOptions): Promise<A[K]["output"]>;
  /** Runs an action whose key is known only at run time. */
  run<K extends string>(key: K, args: JsonObject, ...options: UntypedOptions<K>): Promise<Json>;
  /**
   * The same actions by key, as functions: `runtime.actions["tools.dates.diff"]({ … })` is `runtime.run("tools.dates.diff", { … })`.
   * Editors show what each action does. After `reload()` it has the actions of the new build.
   */
  readonly actions: { readonly [K in keyof A]: BoundAction<A[K]["input"], A[K]["output"]> };
  /** Returns running and waiting calls now, and counts of ended calls since the runtime was created. */
  stats(): RuntimeStats;
  /** Returns events from now on, for `for await`; ends when the runtime is closed. Events not read in time are dropped and counted. */
  events(options?: EventOptions): EventStream;
  /**
   * Switches to the build as it is now. Calls that have started end in their lanes, which then end; later calls go to new
   * lanes. Rejects with `NOT_BUILT` and keeps the earlier build if there is no complete one.
   */
  reload(): Promise<void>;
  /** Ends within 5 seconds, whatever the actions do; calling it again changes nothing. */
  close(options?: CloseOptions): Promise<void>;
}
