import { roundMaxQuietTimes } from "./limits.js";

/** Rounds of work that changes start. */
export interface Rounds {
  /** Notes a change, which starts a round. */
  readonly note: (change: string) => void;
  /** Starts no further round; resolves when the running one is done. */
  readonly close: () => Promise<void>;
}

/**
 * Calls `work` after `quietMs` without a change, with all changes since the last call. Never runs two at once: changes
 * during a round start exactly one more. `work` must not reject.
 */
export function createRounds(work: (changes: readonly string[]) => Promise<void>, quietMs: number): Rounds {
  let changes = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  let working: Promise<void> | undefined;
  let isClosed = false;
  const begin = (): void => {
    const batch = [...changes];
    changes = new Set();
    working = work(batch).finally(() => {
      working = undefined;
      if (changes.size > 0) wait();
    });
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (isClosed) return;
    const latest = firstAt + roundMaxQuietTimes * quietMs;
    timer = setTimeout(begin, Math.max(0, Math.min(quietMs, latest - Date.now())));
  };
  return {
    note: (change) => {
      if (changes.size === 0) firstAt = Date.now();
      changes.add(change);
      if (working === undefined) wait();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await working;
    },
  };
}
