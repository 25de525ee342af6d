import type { Worker } from "node:worker_threads";
import type { LaneSetup, ThreadSetup } from "../../channel/protocol.js";
import { newBoardMemory, openHostBoard } from "../../channel/shared-board.js";
import type { Carrier, CarrierListener, CarrierSource } from "./carrier.js";
import type { ThreadLaunch } from "./launch.js";
import { ThreadPool } from "./thread-pool.js";

/** Parameters of the threads of one domain. */
export interface ThreadParts {
  readonly launch: ThreadLaunch;
  readonly setup: LaneSetup;
  /** Number of threads that there may be. */
  readonly lanes: number;
}

/** Lanes that are threads of the host. */
export class ThreadCarriers implements CarrierSource {
  readonly #threads: ThreadPool;
  readonly #listeners = new WeakMap<Worker, CarrierListener>();

  readonly #parts: ThreadParts;

  constructor(parts: ThreadParts) {
    this.#parts = parts;

    this.#threads = new ThreadPool(parts.lanes, (thread, { code, error }) => {
      this.#listeners.get(thread)?.onExit(error?.message ?? `its thread ended with code ${code}`);
    });
  }

  start(): Carrier {
    const { launch, setup } = this.#parts;
    const board = newBoardMemory();
    const workerData: ThreadSetup = { ...setup, board };
    const thread = this.#threads.start(launch.file, { ...launch.options, workerData });
    return {
      board: openHostBoard(board),
      listen: (listener) => {
        this.#listeners.set(thread, listener);
        thread.on("message", listener.onText);
        thread.unref(); // last, because listening refs it again
      },
      post: (text) => thread.postMessage(text),
      end: () => void thread.terminate(),
    };
  }

  destroy(): Promise<void> {
    return this.#threads.destroy();
  }
}
