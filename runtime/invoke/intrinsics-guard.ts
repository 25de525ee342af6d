// Some members of intrinsics cannot be protected. V8 takes a way that is a thousand times slower for long texts as soon as a
// member of `RegExp.prototype` has changed, even if only its attributes did; libraries assign `constructor` to prototypes of
// their own, and Node reads it as data. These are put back before the lane's own code depends on them.

const { getOwnPropertyDescriptor, ownKeys } = Reflect;
const { defineProperty } = Object;

interface Member {
  readonly owner: object;
  readonly key: string | symbol;
  readonly genuine: PropertyDescriptor;
  /** The function behind it: the value, or the getter. */
  readonly code: unknown;
}

const species: Member[] = [];
const expressions: Member[] = [];
let onLost: () => void = () => {};

/** Notes the members as they are, before any action is loaded. `lost` is called when one cannot be put back. */
export function guardIntrinsics(lost: () => void): void {
  onLost = lost;
  const typedArray = Object.getPrototypeOf(Uint8Array) as { readonly prototype: object };
  for (const owner of [
    Array.prototype,
    Promise.prototype,
    typedArray.prototype,
    Uint8Array.prototype,
    Buffer.prototype,
  ])
    note(species, owner, "constructor");
  for (const owner of [Array, Promise, typedArray]) note(species, owner, Symbol.species);
  for (const key of ownKeys(RegExp.prototype)) note(expressions, RegExp.prototype, key);
  note(expressions, RegExp, Symbol.species);
}

function note(list: Member[], owner: object, key: string | symbol): void {
  const genuine = getOwnPropertyDescriptor(owner, key);
  if (genuine) list.push({ owner, key, genuine, code: codeOf(genuine) });
}

/** Puts back all of them that an action has replaced. Does nothing outside of lanes. */
export function restoreIntrinsics(): void {
  restore(species);
  restore(expressions);
}

/** Puts back those by which methods of arrays and promises make new ones. */
export function restoreSpecies(): void {
  restore(species);
}

function restore(members: readonly Member[]): void {
  for (let index = 0; index < members.length; index++) {
    const { owner, key, code, genuine } = members[index] as Member;
    const found = getOwnPropertyDescriptor(owner, key);
    if (!found || codeOf(found) !== code) putBack(owner, key, genuine);
  }
}

function putBack(owner: object, key: string | symbol, genuine: PropertyDescriptor): void {
  try {
    defineProperty(owner, key, genuine);
  } catch {
    onLost();
  }
}

/** Reads no getter: one of an action's could show the genuine function here, and another one elsewhere. */
function codeOf(found: PropertyDescriptor): unknown {
  return found.get ?? found.value;
}
