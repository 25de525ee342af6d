const { getPrototypeOf, getOwnPropertyDescriptor, ownKeys, setPrototypeOf } = Reflect;
const { defineProperty, hasOwn } = Object;

/**
 * Gives an object all that it inherits as members of its own, and takes its prototypes away. Node calls methods of its objects
 * by name: a replacement on a prototype, or a setter added there, would otherwise be given the object as `this`.
 */
export function detach(object: object): void {
  for (let from = getPrototypeOf(object); from !== null; from = getPrototypeOf(from)) {
    for (const key of ownKeys(from)) {
      const member = getOwnPropertyDescriptor(from, key);
      if (member && !hasOwn(object, key)) defineProperty(object, key, { ...member, configurable: true });
    }
  }
  setPrototypeOf(object, null);
}
