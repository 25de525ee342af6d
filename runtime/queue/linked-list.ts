/** Node of a `LinkedList`. */
export interface ListNode<Value> {
  readonly value: Value;
  previous: ListNode<Value> | undefined;
  next: ListNode<Value> | undefined;
  isListed: boolean;
}

/** A list from which any node can be removed in constant time; a `Set` slows down as its front is removed. */
export class LinkedList<Value> {
  first: ListNode<Value> | undefined;
  #last: ListNode<Value> | undefined;

  append(value: Value): ListNode<Value> {
    const node: ListNode<Value> = { value, previous: this.#last, next: undefined, isListed: true };
    if (this.#last) this.#last.next = node;
    else this.first = node;
    this.#last = node;
    return node;
  }

  prepend(value: Value): ListNode<Value> {
    const node: ListNode<Value> = { value, previous: undefined, next: this.first, isListed: true };
    if (this.first) this.first.previous = node;
    else this.#last = node;
    this.first = node;
    return node;
  }

  /** Removes a node; false if it was removed already. */
  remove(node: ListNode<Value>): boolean {
    if (!node.isListed) return false;
    node.isListed = false;
    if (node.previous) node.previous.next = node.next;
    else this.first = node.next;
    if (node.next) node.next.previous = node.previous;
    else this.#last = node.previous;
    // Otherwise a removed node among V8's old objects would keep all later nodes alive until the next full collection.
    node.previous = undefined;
    node.next = undefined;
    return true;
  }
}
