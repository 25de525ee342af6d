// Functions of the language as they were when the runtime was loaded. An action may replace them later, in its lane or in a host
// that runs it in-process, and must not decide by that whether the values of others are valid.

const { call } = Function.prototype;

/** Returns a function that takes its receiver as the first argument. */
function uncurried<Receiver, Args extends readonly unknown[], Result>(
  method: (this: Receiver, ...args: Args) => Result,
): (receiver: Receiver, ...args: Args) => Result {
  return call.bind(method) as (receiver: Receiver, ...args: Args) => Result;
}

export const hasOwn: (value: object, key: string) => boolean = Object.hasOwn;
export const isArray: (value: unknown) => value is readonly unknown[] = Array.isArray;
export const keysOf: (value: object) => string[] = Object.keys;
export const parseJson: (text: string) => unknown = JSON.parse;
export const parseInteger: (text: string) => number = Number.parseInt;
export const isInteger: (value: unknown) => boolean = Number.isInteger;
export const timeNow: () => number = performance.now.bind(performance);

export const NewMap: MapConstructor = Map;
export const NewSet: SetConstructor = Set;
export const NewRegExp: RegExpConstructor = RegExp;

export const mapGet: <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key) => Value | undefined = uncurried(
  Map.prototype.get,
) as never;
export const mapSet: <Key, Value>(map: Map<Key, Value>, key: Key, value: Value) => unknown = uncurried(
  Map.prototype.set,
) as never;
export const setHas: <Item>(set: ReadonlySet<Item>, item: Item) => boolean = uncurried(Set.prototype.has) as never;
export const setAdd: <Item>(set: Set<Item>, item: Item) => unknown = uncurried(Set.prototype.add) as never;
export const charCodeAt: (text: string, index: number) => number = uncurried(String.prototype.charCodeAt);
export const sliceText: (text: string, start: number, end?: number) => string = uncurried(String.prototype.slice);
export const fromCodePoint: (code: number) => string = String.fromCodePoint;
/** Sorts texts by their UTF-16 units, in place. */
export const sortTexts: (texts: string[]) => string[] = uncurried(Array.prototype.sort) as never;
/** Matches by the language's own `exec`: `test` would look for one on the prototype. */
export const execute: (pattern: RegExp, text: string) => RegExpExecArray | null = uncurried(RegExp.prototype.exec);
