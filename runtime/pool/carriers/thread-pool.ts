// The only file that knows node-worker-threads-pool (exactly 1.5.1): its class for a thread, and its pool, which keeps the
// threads of one domain and ends them. Its `exec` runs one task a worker, so calls go through our own channel.
import { createRequire } from "node:module";
import type { Worker, WorkerOptions } from "node:worker_threads";

/** Members of the library's `Pool` that are used here, most of them private in its declarations. A test holds their shape. */
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

/** Loads the library by `require`: for an import of CommonJS, Node would search the text for its exports. */
function load(): { readonly Pool: PoolClass; readonly PoolWorker: PoolWorkerClass } {
  const require = createRequire(import.meta.url);
  return {
    ...require("node-worker-threads-pool/dist/pool.js"),
    ...require("node-worker-threads-pool/dist/poolWorker.js"),
  };
}

/** Called when a thread has ended, with the error that ended it, if there was one. */
export type ThreadExit = (thread: Worker, end: { readonly code: number; readonly error: Error | undefined }) => void;

/**
 * Threads of one domain, started one by one. The library itself replaces a thread that fails at once and without limit, and
 * forgets one that ends by `exit(0)`; here both are removed, and the pool of lanes starts a thread when it needs one.
 */
export class ThreadPool {
  /** The library's pool. Loaded with the first pool of lanes, because it would add 3 ms to each import of the runtime. */
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

  /** Starts a thread. There are more than `size` only while replaced ones are being ended. */
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
