/** One place in a `LinkedList`. */
export interface Place<Value> {
  readonly value: Value;
  previous: Place<Value> | undefined;
  next: Place<Value> | undefined;
  isListed: boolean;
}

/** A list that gives up any of its places in constant time; a `Set` slows down as its front is taken away. */
export class LinkedList<Value> {
  first: Place<Value> | undefined;
  #last: Place<Value> | undefined;

  append(value: Value): Place<Value> {
    const place: Place<Value> = { value, previous: this.#last, next: undefined, isListed: true };
    if (this.#last) this.#last.next = place;
    else this.first = place;
    this.#last = place;
    return place;
  }

  prepend(value: Value): Place<Value> {
    const place: Place<Value> = { value, previous: undefined, next: this.first, isListed: true };
    if (this.first) this.first.previous = place;
    else this.#last = place;
    this.first = place;
    return place;
  }

  /** Takes a place out; false if it was out already. */
  remove(place: Place<Value>): boolean {
    if (!place.isListed) return false;
    place.isListed = false;
    if (place.previous) place.previous.next = place.next;
    else this.first = place.next;
    if (place.next) place.next.previous = place.previous;
    else this.#last = place.previous;
    // One that V8 has moved to its old objects would keep alive all that ever came after it, until the next full collection.
    place.previous = undefined;
    place.next = undefined;
    return true;
  }
}
