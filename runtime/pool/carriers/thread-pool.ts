// The one file that knows node-worker-threads-pool (1.5.1, exactly): the class for a thread, and the pool that keeps the
// threads of one domain and ends them. Its `exec` runs one task a worker; calls go through our own channel instead.
import { createRequire } from "node:module";
import type { Worker, WorkerOptions } from "node:worker_threads";

/** The members of `Pool` that are used here, most of them private in its declarations. A test holds their shape. */
export interface PoolInternals {
  readonly size: number;
  workers: Worker[];
  createWorker(): Worker;
  setWorkerCreator(getWorker: () => Worker): void;
  addWorkerLifecycleHandlers(worker: Worker): void;
  destroy(): Promise<void>;
}

type PoolClass = new (size: number) => PoolInternals;
type PoolWorkerClass = new (file: URL, options: WorkerOptions) => Worker;

/** Loads the library. By `require`, because an import of CommonJS has Node search the text for its exports. */
function load(): { readonly Pool: PoolClass; readonly PoolWorker: PoolWorkerClass } {
  const require = createRequire(import.meta.url);
  return {
    ...require("node-worker-threads-pool/dist/pool.js"),
    ...require("node-worker-threads-pool/dist/poolWorker.js"),
  };
}

/** Hears of the end of a thread, and of the error that ended it, if one did. */
export type ThreadExit = (thread: Worker, end: { readonly code: number; readonly error: Error | undefined }) => void;

/**
 * The threads of one domain, started one by one. The library replaces a thread that fails, at once and for ever, and
 * forgets one that ends by `exit(0)`; here either just leaves its slot, and whoever needs a thread starts one.
 */
export class ThreadPool {
  /** The library's own; whoever imports the runtime would wait 3 ms for it, so it is loaded with the first pool. */
  readonly pool: PoolInternals;
  readonly #PoolWorker: PoolWorkerClass;

  readonly #onExit: ThreadExit;

  constructor(size: number, onExit: ThreadExit) {
    this.#onExit = onExit;

    const { Pool, PoolWorker } = load();
    this.#PoolWorker = PoolWorker;
    this.pool = new Pool(size);
    this.pool.addWorkerLifecycleHandlers = (thread) => this.#follow(thread);
  }

  /** Starts a thread; beyond `size` only while the one that it replaces is being ended. */
  start(file: URL, options: WorkerOptions): Worker {
    const { pool } = this;
    pool.setWorkerCreator(() => new this.#PoolWorker(file, options));
    const thread = pool.createWorker();
    pool.workers.push(thread);
    return thread;
  }

  /** Ends every thread. */
  destroy(): Promise<void> {
    return this.pool.destroy();
  }

  #follow(thread: Worker): void {
    let failure: Error | undefined;
    thread.on("error", (error: Error) => {
      failure = error;
    });
    thread.once("exit", (code: number) => {
      this.pool.workers = this.pool.workers.filter((each) => each !== thread);
      this.#onExit(thread, { code, error: failure });
    });
  }
}
