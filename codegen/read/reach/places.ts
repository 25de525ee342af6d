import type TypeScript from "typescript";
import type { ListNode, Value } from "./values.js";

/** Takes each value of a place. */
export type Listener = (value: Value) => void;

const none: ReadonlySet<Value> = new Set();

/** Values by place: an expression, a declaration, or one of those below that no node stands for. */
export class Places {
  readonly #values = new Map<object, Set<Value>>();
  readonly #listeners = new Map<object, Listener[]>();
  readonly #told: (listener: Listener, value: Value) => void;

  /** `told` is called for each listener and value: at once it would go as deep as the code is long. */
  constructor(told: (listener: Listener, value: Value) => void) {
    this.#told = told;
  }

  /** Returns the values that a place has so far. */
  of(place: object): ReadonlySet<Value> {
    return this.#values.get(place) ?? none;
  }

  /** Adds a value to a place, and tells those who listen. Returns whether it is new there. */
  put(place: object, value: Value): boolean {
    const values = this.#values.get(place) ?? new Set();
    if (values.has(value)) return false;
    this.#values.set(place, values.add(value));
    for (const listener of this.#listeners.get(place) ?? []) this.#told(listener, value);
    return true;
  }

  /** Tells each value of a place, those to come as well. */
  listen(place: object, listener: Listener): void {
    const listeners = this.#listeners.get(place);
    if (listeners) listeners.push(listener);
    else this.#listeners.set(place, [listener]);
    for (const value of this.of(place)) this.#told(listener, value);
  }
}

const places = { result: new WeakMap(), items: new WeakMap(), self: new WeakMap(), base: new WeakMap() } as const;

function placeIn(kind: keyof typeof places, node: object): object {
  const found = places[kind].get(node) ?? {};
  places[kind].set(node, found);
  return found;
}

/** Returns the place of what a function returns. */
export const resultOf = (node: TypeScript.Node): object => placeIn("result", node);

/** Returns the place of the items of a list. */
export const elementsOf = (node: ListNode): object => placeIn("items", node);

/** Returns the place of `this` in a class. */
export const thisOf = (node: TypeScript.ClassLikeDeclaration): object => placeIn("self", node);

/** Returns the place of the class that a class extends. */
export const baseOf = (node: TypeScript.ClassLikeDeclaration): object => placeIn("base", node);
