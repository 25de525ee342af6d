import type { AbortReason } from "../backend/abort-reason.js";
import type { Backend, PoolReport } from "../backend/backend.js";
import { backendCloseMs } from "../contract/limits.js";
import type { Build } from "../loader/read-build.js";
import type { Tally } from "../telemetry/tally.js";
import { Admission, type LanePolicy } from "./admission.js";
import type { ExecutorOptions } from "./options.js";
import { type Pending, PendingCalls } from "./pending-calls.js";

/** Parts of an active build. */
export interface ActiveBuildParts {
  readonly build: Build;
  readonly backend: Backend;
  readonly options: ExecutorOptions;
  readonly policy: LanePolicy;
  readonly tallyOf: (key: string) => Tally;
}

/** A call whose caller has no answer yet. */
export interface PendingCall extends Pending {
  /** Answers the caller with an error, and ends the call where it runs. */
  giveUp(reason: AbortReason): void;
}

/** One build with the backend that runs its calls, from `createRuntime` or `reload` until its last call has ended. */
export class ActiveBuild {
  readonly admission: Admission;
  readonly backend: Backend;
  readonly pending: PendingCalls<PendingCall> = new PendingCalls();

  constructor({ backend, ...parts }: ActiveBuildParts) {
    this.admission = new Admission(parts);
    this.backend = backend;
  }
}

/** The active build that new calls go to, and earlier ones that still have calls. */
export class ActiveBuilds {
  readonly #earlier = new Set<ActiveBuild>();
  /** Backends without calls that are closing. */
  readonly #closing = new Set<Promise<void>>();
  #reloaded: Promise<void> = Promise.resolve();

  constructor(public current: ActiveBuild) {}

  /** Settles when the reloads that were requested so far have ended; never rejects. */
  get reloaded(): Promise<void> {
    return this.#reloaded;
  }

  /** Runs a reload after all earlier ones. */
  reload(work: () => Promise<void>): Promise<void> {
    const done = this.#reloaded.then(work);
    this.#reloaded = done.catch(() => {});
    return done;
  }

  /** Makes `next` the build of new calls. */
  replaceBy(next: ActiveBuild): void {
    const { current } = this;
    this.#earlier.add(current);
    this.current = next;
    this.closeIfDone(current);
  }

  /** Closes the backend of an earlier build that has no calls any more. */
  closeIfDone(build: ActiveBuild): void {
    if (this.#earlier.size === 0 || build.pending.size > 0 || !this.#earlier.delete(build)) return;
    const closing = build.backend.close(backendCloseMs).finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Number of calls without an answer. */
  get pending(): number {
    let count = this.current.pending.size;
    for (const { pending } of this.#earlier) count += pending.size;
    return count;
  }

  /** Number of calls that were handed to a backend and have not started. */
  get unstarted(): number {
    return this.#all().reduce((sum, { backend }) => sum + backend.unstarted(), 0);
  }

  calls(): readonly PendingCall[] {
    return this.#all().flatMap(({ pending }) => pending.all());
  }

  report(): readonly PoolReport[] {
    return this.#all().map(({ backend }) => backend.report());
  }

  async close(): Promise<void> {
    await Promise.all([...this.#closing, ...this.#all().map(({ backend }) => backend.close(backendCloseMs))]);
  }

  #all(): readonly ActiveBuild[] {
    return [this.current, ...this.#earlier];
  }
}
