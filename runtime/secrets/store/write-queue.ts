import { setImmediate as nextTurn } from "node:timers/promises";
import { gatherMs, maxStoreWrites } from "../../contract/limits.js";
import { patiently, type StoreDatabase } from "./database.js";
import { storeFault } from "./store-faults.js";

/** `FULL`: what was written outlives a failure of power as well. */
type Durability = "FULL" | "NORMAL";

interface Write {
  readonly work: () => unknown;
  readonly durability: Durability;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes of one process: those that wait together become one transaction, of which each that fails is left out. */
export class WriteQueue {
  readonly #database: StoreDatabase;
  #waiting: Write[] = [];
  #flushing: Promise<void> | undefined;
  /** Number of writes that are being prepared. */
  #coming = 0;

  constructor(database: StoreDatabase) {
    this.#database = database;
  }

  /** Prepares what will be written, so that writes which are nearly ready are waited for. */
  async prepare<T>(work: () => Promise<T>): Promise<T> {
    this.#coming++;
    try {
      return await work();
    } finally {
      this.#coming--;
    }
  }

  /** Does work in a transaction, and returns its result when that is written. */
  write<T>(durability: Durability, work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, durability, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Waits for all that was to be written. */
  async done(): Promise<void> {
    while (this.#flushing) await this.#flushing;
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      await this.#writeSome();
    }
    this.#flushing = undefined;
  }

  /** Waits for what is nearly ready: keeping a transaction takes longer than all else, and it takes as long for one write as for many. */
  async #gather(): Promise<void> {
    const end = performance.now() + gatherMs;
    do await nextTurn();
    while (this.#coming > 0 && performance.now() < end);
  }

  async #writeSome(): Promise<void> {
    const { file } = this.#database;
    let writes: readonly Write[] = [];
    try {
      await patiently(file, () => {
        const durability = this.#waiting.some((each) => each.durability === "FULL") ? "FULL" : "NORMAL";
        this.#database.begin(durability);
      });
      writes = this.#waiting.splice(0, maxStoreWrites);
      const answers = writes.map((each) => this.#try(each));
      this.#database.commit();
      for (const answer of answers) answer();
    } catch (error) {
      this.#database.rollBack();
      if (writes.length === 0) writes = this.#waiting.splice(0);
      for (const { reject } of writes) reject(storeFault(error, file));
    }
  }

  /** Returns how the write is answered once the transaction is kept. Throws where that cannot be kept as a whole. */
  #try({ work, resolve, reject }: Write): () => void {
    try {
      const value = this.#database.nested(work);
      return () => resolve(value as never);
    } catch (error) {
      if (!this.#database.isWriting) throw error;
      return () => reject(storeFault(error, this.#database.file));
    }
  }
}
