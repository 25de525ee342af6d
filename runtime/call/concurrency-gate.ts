import type { Abandon } from "../backend/backend.js";
import { LinkedList, type Place } from "../queue/linked-list.js";

/** How long a call that nobody waits for any more counts while its function goes on, in milliseconds. */
const forsakenMs = 10_000;

/** The right to run; given back once, however often it is asked for. */
export interface Permit {
  release(): void;
  /** Gives it back after ten seconds, unless that has happened by then. */
  releaseSoon(): void;
}

/** Lets in so many at once (`@concurrency`); the others wait in line. */
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

  /** Runs `enter` now if there is room, else when there is; then it returns what takes it out of the line. */
  pass(enter: (permit: Permit) => void): (() => void) | undefined {
    if (this.#inside < this.limit && !this.#line.first) {
      this.#admit(enter);
      return undefined;
    }
    const place = this.#line.append(enter);
    this.#onLength(1);
    return () => this.#leaveLine(place);
  }

  #admit(enter: (permit: Permit) => void): void {
    this.#inside++;
    let isOut = false;
    const release = (): void => {
      if (isOut) return;
      isOut = true;
      this.#inside--;
      this.#admitNext();
    };
    enter({ release, releaseSoon: () => void setTimeout(release, forsakenMs).unref() });
  }

  #admitNext(): void {
    while (this.#inside < this.limit && this.#line.first) {
      const { first } = this.#line;
      this.#leaveLine(first);
      this.#admit(first.value);
    }
  }

  #leaveLine(place: Place<(permit: Permit) => void>): void {
    if (this.#line.remove(place)) this.#onLength(-1);
  }
}

/** The gates of a runtime, by key of the action. */
export class Gates {
  /** How many wait at all of them. */
  waiting = 0;
  readonly #gates = new Map<string, Gate>();

  /** The gate of an action; a new build may have changed its limit. */
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

/** A call that was given up counts for its gate while it goes on, but not for ever. */
export function forsake(abandon: Abandon, permit: Permit): Abandon {
  return (reason) => {
    abandon(reason);
    permit.releaseSoon();
  };
}
