/**
 * Returns a stand-in for an object or a list of JSON that is decoded when somebody first looks into it. It is a key of maps like any
 * other object, and can be copied from one record to another without being decoded; what changes it throws.
 */
export function lazyData<T extends object>(kind: "object" | "list", decode: () => T): T {
  // The target is never looked at: it tells lists from objects.
  return new Proxy((kind === "list" ? [] : {}) as T, new Decoder(decode));
}

/** Answers from the decoded value; there are tens of thousands of these, so that methods are better than closures. */
class Decoder<T extends object> implements ProxyHandler<T> {
  #decode: (() => T) | undefined;
  #value: T | undefined;

  constructor(decode: () => T) {
    this.#decode = decode;
  }

  get(_target: T, name: PropertyKey): unknown {
    return Reflect.get(this.#decoded(), name);
  }

  has(_target: T, name: PropertyKey): boolean {
    return Reflect.has(this.#decoded(), name);
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.#decoded());
  }

  getOwnPropertyDescriptor(_target: T, name: PropertyKey): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.#decoded(), name);
  }

  set(): boolean {
    return false;
  }

  defineProperty(): boolean {
    return false;
  }

  deleteProperty(): boolean {
    return false;
  }

  #decoded(): T {
    if (this.#value === undefined) {
      this.#value = this.#decode?.() as T;
      this.#decode = undefined;
    }
    return this.#value;
  }
}
