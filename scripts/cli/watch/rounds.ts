/** Rounds of work, set off by changes. */
export interface Rounds {
  /** Notes a change; a round follows. */
  readonly note: (change: string) => void;
  /** Starts no round any more, and resolves when the one at work is done. */
  readonly close: () => Promise<void>;
}

/** However long changes go on, a round begins after so many quiet periods. */
const maxQuietPeriods = 20;

/**
 * Calls `work` once no change has come for `quietMs`, with all changes since the last call. Never two at once: changes
 * during one make exactly one more. `work` must not reject.
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
    const latest = firstAt + maxQuietPeriods * quietMs;
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
