import type { Backend, PoolReport } from "../backend/backend.js";
import type { Build } from "../loader/read-build.js";
import type { Tally } from "../telemetry/tally.js";
import { Admission, type KnownAction } from "./admission.js";
import type { ExecutorOptions } from "./options.js";
import type { PendingCall } from "./pending-call.js";
import { type Pending, PendingCalls } from "./pending-calls.js";

/** What a generation is made of. */
export interface GenerationParts {
  readonly build: Build;
  readonly backend: Backend;
  readonly options: ExecutorOptions;
  readonly tallyOf: (key: string) => Tally;
}

/** A call whose caller has no answer yet. */
export interface KeptCall extends Pending {
  readonly call: PendingCall;
  readonly action: KnownAction;
}

/** One build and where its actions run, from `createRuntime` or `reload` on until its last call has ended. */
export class Generation {
  readonly admission: Admission;
  readonly backend: Backend;
  readonly pending: PendingCalls<KeptCall> = new PendingCalls();

  constructor({ build, backend, options, tallyOf }: GenerationParts) {
    this.admission = new Admission(build, options, tallyOf);
    this.backend = backend;
  }
}

/** How long lanes may take to end, in milliseconds. */
const endMs = 900;

/** The generation that new calls go to, and earlier ones that still have calls. */
export class Generations {
  readonly #earlier = new Set<Generation>();
  /** Of generations that have no calls any more: their lanes are about to end. */
  readonly #ending = new Set<Promise<void>>();

  constructor(public current: Generation) {}

  /** From here on calls go to `next`. */
  replaceBy(next: Generation): void {
    const { current } = this;
    this.#earlier.add(current);
    this.current = next;
    this.endIfDone(current);
  }

  /** Ends the lanes of an earlier generation that has no calls any more. */
  endIfDone(generation: Generation): void {
    if (this.#earlier.size === 0 || generation.pending.size > 0 || !this.#earlier.delete(generation)) return;
    const ending = generation.backend.close(endMs).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  /** How many calls have no answer yet. */
  get pending(): number {
    let count = this.current.pending.size;
    for (const { pending } of this.#earlier) count += pending.size;
    return count;
  }

  /** How many calls that were handed to a backend have not started. */
  get unstarted(): number {
    return this.#all().reduce((sum, { backend }) => sum + backend.unstarted(), 0);
  }

  calls(): readonly KeptCall[] {
    return this.#all().flatMap(({ pending }) => pending.all());
  }

  report(): readonly PoolReport[] {
    return this.#all().map(({ backend }) => backend.report());
  }

  async close(): Promise<void> {
    await Promise.all([...this.#ending, ...this.#all().map(({ backend }) => backend.close(endMs))]);
  }

  #all(): readonly Generation[] {
    return [this.current, ...this.#earlier];
  }
}
