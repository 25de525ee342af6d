import type { CallHolder } from "../backend/backend.js";
import { abandonedPermitMs } from "../contract/limits.js";
import { LinkedList, type ListNode } from "../queue/linked-list.js";

/** The right to run one call. */
export interface Permit {
  /** Gives the right back; only the first time counts. */
  release(): void;
  /** Gives the right of an abandoned call back after ten seconds: it counts while it runs, but not without end. */
  releaseSoon(): void;
}

/** Admits a limited number of calls at once (`@concurrency`); the others wait in line. */
export class Gate {
  #inside = 0;
  readonly #line = new LinkedList<(permit: Permit) => void>();

  readonly #onLength: (change: 1 | -1) => void;

  constructor(
    public limit: number,
    onLength: (change: 1 | -1) => void,
  ) {
    this.#onLength = onLength;
  }

  /** Runs `enter` now and returns nothing if there is room; else runs it later and returns its position in the line. */
  pass(enter: (permit: Permit) => void): CallHolder | undefined {
    if (this.#inside < this.limit && !this.#line.first) {
      this.#admit(enter);
      return undefined;
    }
    const node = this.#line.append(enter);
    this.#onLength(1);
    return { abandon: () => this.#leaveLine(node) };
  }

  #admit(enter: (permit: Permit) => void): void {
    this.#inside++;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      this.#inside--;
      this.#admitNext();
    };
    enter({ release, releaseSoon: () => void setTimeout(release, abandonedPermitMs).unref() });
  }

  #admitNext(): void {
    while (this.#inside < this.limit && this.#line.first) {
      const { first } = this.#line;
      this.#leaveLine(first);
      this.#admit(first.value);
    }
  }

  #leaveLine(node: ListNode<(permit: Permit) => void>): void {
    if (this.#line.remove(node)) this.#onLength(-1);
  }
}

/** Gates of a runtime, by key of the action. */
export class Gates {
  /** Number of calls that wait at all gates. */
  waiting = 0;
  readonly #gates = new Map<string, Gate>();

  /** Returns the gate of an action, with the limit of the current build. */
  of(key: string, limit: number): Gate {
    let gate = this.#gates.get(key);
    if (!gate) {
      gate = new Gate(limit, (change) => {
        this.waiting += change;
      });
      this.#gates.set(key, gate);
    }
    gate.limit = limit;
    return gate;
  }
}
