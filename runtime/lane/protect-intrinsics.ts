import { StringDecoder } from "node:string_decoder";
import { failureSymbol } from "../contract/context.js";

// Everything that a lane's own code, validators and Node's loader call by name must stay what it is. Accessors, not frozen
// objects: libraries assign members of the same name to objects of their own, add members, and ask for those of later versions.

type Key = string | symbol;

const { defineProperty, getOwnPropertyDescriptor, ownKeys, getPrototypeOf, isExtensible } = Reflect;
const { preventExtensions, defineProperty: define, defineProperties } = Object;

/** Objects whose members are protected. A proxy-safe test: `WeakSet` is one of them, but its own methods are kept here. */
const owners = new WeakSet<object>();
const isOwner = owners.has.bind(owners);

/** Names of the language's globals whose members, and those of their prototypes, are protected. */
const constructors: readonly string[] = [
  ...["Object", "Function", "Array", "String", "Number", "Boolean", "Symbol", "BigInt", "Date", "Promise"],
  ...["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Iterator"],
  ...["Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
  ...["ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array"],
  ...["Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"],
  ...["Buffer", "URL", "URLSearchParams", "EventTarget", "Event", "MessagePort", "TextDecoder", "TextEncoder"],
  ...["AbortController", "AbortSignal"],
];

/** Other globals of which the lane's own code asks by name. */
const otherGlobals: readonly string[] = [
  ...[
    "RegExp",
    "JSON",
    "Math",
    "Reflect",
    "Atomics",
    "Intl",
    "globalThis",
    "parseInt",
    "parseFloat",
    "isNaN",
    "isFinite",
  ],
  ...[
    "encodeURIComponent",
    "decodeURIComponent",
    "encodeURI",
    "decodeURI",
    "structuredClone",
    "queueMicrotask",
    "process",
  ],
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
];

/**
 * Members that programs change as they please: traces are shared by the calls of a domain, as prototypes of libraries are, and
 * colours have the names of methods that make HTML. `constructor` and species are guarded in another way.
 */
const free: ReadonlySet<Key> = new Set<Key>([
  ...["stackTraceLimit", "prepareStackTrace", "constructor", Symbol.species],
  ...[
    "anchor",
    "big",
    "blink",
    "bold",
    "fixed",
    "fontcolor",
    "fontsize",
    "italics",
    "link",
    "small",
    "strike",
    "sub",
    "sup",
  ],
]);

/** Methods whose descriptors libraries read, to lend a promise's methods to something else. */
const lent: ReadonlySet<Key> = new Set<Key>(["then", "catch", "finally"]);

/** Globals that programs are used to replace: an assignment passes without effect. */
const replaceable: ReadonlySet<string> = new Set([
  ...["Promise", "Date", "Buffer", "URL", "URLSearchParams", "EventTarget", "Event", "MessagePort"],
  ...["TextDecoder", "TextEncoder", "structuredClone", "queueMicrotask", "process"],
  ...["AbortController", "AbortSignal"],
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
]);

/**
 * Protects the members that intrinsics have now: an assignment to one of them, or a definition, changes nothing, and does not
 * throw, so that libraries which mend or instrument them load. `Object.prototype` and `Array.prototype` take no new members:
 * a setter for `0` there would receive what the lane stores.
 */
export function protectIntrinsics(): void {
  tolerateDefinitions();
  shield();
  for (const name of constructors) protectConstructor(Reflect.get(globalThis, name));
  protectMembers(getPrototypeOf(MessagePort.prototype) as object);
  for (const owner of hiddenIntrinsics()) protectMembers(owner);
  for (const namespace of [JSON, Math, Reflect, Atomics]) protectMembers(namespace);
  protectConstructor(StringDecoder);
  preventExtensions(Object.prototype);
  preventExtensions(Array.prototype);
  fixGlobals();
}

/** Fixes the globals themselves: those of the language as data, because the compiler of V8 knows them as constants. */
function fixGlobals(): void {
  owners.add(globalThis);
  for (const name of constructors.concat(otherGlobals)) {
    const found = getOwnPropertyDescriptor(globalThis, name);
    if (!found?.configurable) continue;
    if (replaceable.has(name))
      define(globalThis, name, permanent(globalThis, name, Reflect.get(globalThis, name), false));
    else define(globalThis, name, { writable: false, configurable: false });
  }
}

/** Defines members that intrinsics lack, and that the language would ask for: an added one would take part in each call. */
function shield(): void {
  for (const key of [Symbol.replace, Symbol.split, Symbol.match, Symbol.matchAll, Symbol.search])
    define(String.prototype, key, { value: undefined });
  for (const owner of iteratorPrototypes()) {
    define(owner, "return", { value: undefined });
    inherit(owner);
  }
  for (const owner of [Uint8Array.prototype, Buffer.prototype]) inherit(owner);
  const controller = new AbortController();
  for (const object of [controller, controller.signal, new EventTarget(), new Event("x")]) shieldState(object);
  const { [Symbol.hasInstance]: value } = Function.prototype;
  for (const name of constructors) {
    const found: unknown = Reflect.get(globalThis, name);
    if (typeof found !== "function") continue;
    define(found, Symbol.hasInstance, { value });
    if (name.endsWith("Error")) define(found.prototype, failureSymbol, { value: undefined });
  }
}

/**
 * Defines, on the prototypes of an object of Node's, the symbols under which Node keeps its state: a setter of that name would
 * take the place of the state, of every such object.
 */
function shieldState(object: object): void {
  for (let owner = getPrototypeOf(object); owner && owner !== Object.prototype; owner = getPrototypeOf(owner)) {
    for (const key of ownKeys(object))
      if (typeof key === "symbol" && !getOwnPropertyDescriptor(owner, key))
        define(owner, key, { value: undefined, writable: true });
  }
}

/** Gives a prototype what it inherits: a member of the same name that an action adds would come before it. */
function inherit(owner: object): void {
  for (let from = getPrototypeOf(owner); from && from !== Object.prototype; from = getPrototypeOf(from)) {
    for (const key of ownKeys(from)) {
      const found = getOwnPropertyDescriptor(from, key);
      if (found && !getOwnPropertyDescriptor(owner, key)) define(owner, key, { ...found, configurable: true });
    }
  }
}

function iteratorPrototypes(): readonly object[] {
  const iterators = [[].values(), new Map().values(), new Set().values(), ""[Symbol.iterator](), "".matchAll(/a/g)];
  return iterators.map((each) => getPrototypeOf(each) as object);
}

/** Intrinsics without a name. */
function hiddenIntrinsics(): readonly object[] {
  const functions = [function* () {}, async function* () {}, async () => {}].map(
    (each) => getPrototypeOf(each) as object,
  );
  const generators = functions.map((each) => (each as { readonly prototype?: object }).prototype ?? each);
  const typedArray = getPrototypeOf(Uint8Array) as { readonly prototype: object };
  const found = [...iteratorPrototypes(), ...generators.map((each) => getPrototypeOf(each) as object)];
  return [...found, ...found.map((each) => getPrototypeOf(each) as object), ...functions, ...generators].concat([
    typedArray,
    typedArray.prototype,
  ]);
}

function protectConstructor(found: unknown): void {
  if (typeof found !== "function") return; // this Node lacks it
  protectMembers(found);
  if (isObject(found.prototype)) protectMembers(found.prototype);
}

/** Makes the members of an intrinsic permanent. */
export function protectMembers(owner: object): void {
  if (isOwner(owner)) return;
  owners.add(owner);
  for (const key of ownKeys(owner)) if (!free.has(key)) protectMember(owner, key);
}

function protectMember(owner: object, key: Key): void {
  const found = getOwnPropertyDescriptor(owner, key);
  if (!found?.configurable) return;
  const isLent = owner === Promise.prototype && lent.has(key);
  if (found.writable && !isLent) define(owner, key, permanent(owner, key, found.value, found.enumerable ?? false));
  else if (found.writable) define(owner, key, { writable: false, configurable: false });
  else define(owner, key, { configurable: false });
}

/** Returns an accessor in the place of a member; an object that inherits it still gets a member of its own by an assignment. */
export function permanent(owner: object, key: Key, value: unknown, enumerable: boolean): PropertyDescriptor {
  const get = (): unknown => value;
  // By this name, libraries like get-intrinsic know that the accessor stands for a value.
  define(get, "originalValue", { value });
  const set = function (this: unknown, own: unknown): void {
    if (this === owner || !isObject(this)) return;
    define(this, key, { value: own, writable: true, enumerable: true, configurable: true });
  };
  return { get, set, enumerable, configurable: false };
}

/**
 * Lets definitions of protected members pass without effect. Bound functions, because libraries take one that does not look
 * native for a replacement and do without it.
 */
function tolerateDefinitions(): void {
  const isIgnored = (target: object, key: PropertyKey): boolean => {
    if (!isOwner(target)) return false;
    const found = getOwnPropertyDescriptor(target, key);
    return found ? found.configurable === false : !isExtensible(target);
  };
  const one = (target: object, key: PropertyKey, descriptor: PropertyDescriptor): object =>
    isObject(target) && isIgnored(target, key) ? target : define(target, key, descriptor);
  const several = (target: object, descriptors: PropertyDescriptorMap): object => {
    if (!isObject(target) || !isOwner(target)) return defineProperties(target, descriptors);
    for (const key of ownKeys(descriptors)) one(target, key, Reflect.get(descriptors, key) as PropertyDescriptor);
    return target;
  };
  const reflected = (target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean =>
    (isObject(target) && isIgnored(target, key)) || defineProperty(target, key, descriptor);
  replace(Object, "defineProperty", one);
  replace(Object, "defineProperties", several);
  replace(Reflect, "defineProperty", reflected);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" || typeof value === "function") && value !== null;
}

function replace(owner: object, name: string, by: (...args: never[]) => unknown): void {
  const value = by.bind(undefined);
  define(value, "name", { value: name });
  define(owner, name, { value });
}
