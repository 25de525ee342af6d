import type { Json, JsonObject } from "../contract/json.js";
import type { EventStream } from "../telemetry/event-hub.js";
import type { CloseOptions, EventOptions, RunOptions } from "./options.js";
import type { RuntimeStats } from "./statistics.js";

/** Whatever runs actions by key. */
export interface Executor {
  /** Rejects with an `ActionError`. */
  run(key: string, args: JsonObject, options?: RunOptions): Promise<Json>;
  /** Ends within 5 seconds, whatever the actions do; calling it again changes nothing. */
  close(options?: CloseOptions): Promise<void>;
}

/** The shape of the generated `Actions`: input and output by key. */
export type ActionTable<A> = { readonly [K in keyof A]: { readonly input: unknown; readonly output: unknown } };

/** What a runtime runs that was not told about any actions: any key, any JSON. */
export interface AnyActions {
  readonly [key: string]: { readonly input: JsonObject; readonly output: Json };
}

/** An executor that knows the actions' types. */
export interface Runtime<A extends ActionTable<A> = AnyActions> extends AsyncDisposable {
  /**
   * Runs an action. Rejects with an `ActionError`, and with nothing else but an `Error` for wrong options or a key that is
   * no text.
   *
   * Arguments are taken as JSON when `run` is called: at most 2,200 levels deep and 64 MB long; so are results.
   */
  run<K extends keyof A & string>(key: K, args: A[K]["input"], options?: RunOptions): Promise<A[K]["output"]>;
  /** The same for a key that is known only at run time. */
  run<K extends string>(key: string extends K ? K : never, args: JsonObject, options?: RunOptions): Promise<Json>;
  /** What runs, what waits, and how calls have ended since the runtime was created. */
  stats(): RuntimeStats;
  /** Events from now on, for `for await`; ends when the runtime is closed. What nobody reads in time is dropped, and counted. */
  events(options?: EventOptions): EventStream;
  /**
   * Takes the build as it is now. Calls that have begun end where they are, in lanes that then end; later ones go to new
   * lanes. Rejects with `NOT_BUILT`, and goes on as before, if there is no whole build.
   */
  reload(): Promise<void>;
  /** Ends within 5 seconds, whatever the actions do; calling it again changes nothing. */
  close(options?: CloseOptions): Promise<void>;
}
