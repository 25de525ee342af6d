// Changes of an action to what all code of its lane works with. Each may fail, or have no effect; no other call of the lane
// may notice. Compiled into a build and run in lanes.
import { AsyncLocalStorage, AsyncResource, createHook } from "node:async_hooks";
import { EventEmitter } from "node:events";
import { StringDecoder } from "node:string_decoder";
import vm from "node:vm";
import { secret } from "actionary";

const vault = secret({ name: "vault", keys: ["VAULT_TOKEN"] });
const evil = () => "changed";
const prototypeOf = Object.getPrototypeOf;
const define = Object.defineProperty;
/** A function of another realm, which none of the lane's own wraps. */
const realm = vm.createContext({});
const foreign = (code) => vm.runInContext(code, realm);

/** Replaces members by assignment, and by definitions of two realms. */
function replace(owner, names, value = evil) {
  for (const name of names) {
    for (const change of [
      () => (owner[name] = value),
      () => define(owner, name, { value, configurable: true, writable: true }),
      () => foreign("Object.defineProperty")(owner, name, { value, configurable: true, writable: true }),
    ]) {
      try {
        change();
      } catch {}
    }
  }
}

/** Puts a setter, and a getter, where an object would be asked for a member. */
function trap(owner, name, set = () => {}) {
  for (const by of [
    define,
    Reflect.defineProperty,
    foreign("Object.defineProperty"),
    foreign("Reflect.defineProperty"),
  ]) {
    try {
      by(owner, name, { get: evil, set, configurable: true });
    } catch {}
  }
}

function move(owner, to) {
  for (const by of [Object.setPrototypeOf, Reflect.setPrototypeOf, foreign("Object.setPrototypeOf")]) {
    try {
      by(owner, to);
    } catch {}
  }
}

const every = (owner) =>
  Reflect.ownKeys(owner).filter((name) => !["constructor", "prototype", "length"].includes(name));

/** Replaces the members of several objects: all that each has, or these names. */
function replaceIn(owners, names) {
  for (const owner of owners) replace(owner, names ?? every(owner));
}

function trapAll(owner, names) {
  for (const name of names) trap(owner, name);
}

/** Not the symbols of numbers of resources: a wrong one ends Node itself. */
const isStore = (name) => String(name) === "Symbol(kResourceStore)";
const iterators = [[].values(), new Map().values(), new Set().values(), ""[Symbol.iterator]()].map(prototypeOf);
const typedArray = prototypeOf(Uint8Array.prototype);

export const changes = {
  arrays: () => replaceIn([Array.prototype, Array]),
  species: () => {
    const made = Object.assign(() => ({}), { [Symbol.species]: Object });
    for (const { prototype } of [Array, Promise, Uint8Array, Buffer]) replace(prototype, ["constructor"], made);
    for (const owner of [Array, Promise]) trap(owner, Symbol.species);
  },
  strings: () => replaceIn([String, String.prototype]),
  numbers: () => replaceIn([Number, Number.prototype]),
  objects: () => replaceIn([Object.prototype]),
  objectStatics: () => replaceIn([Object]),
  functions: () => replace(Function.prototype, ["call", "apply", "bind", Symbol.hasInstance]),
  json: () => replace(JSON, ["stringify", "parse"]),
  maps: () => replaceIn([Map.prototype, Set.prototype, WeakMap.prototype, WeakSet.prototype]),
  promises: () => replaceIn([Promise, Promise.prototype]),
  iterators: () => replaceIn(iterators, ["next", "return", Symbol.iterator]),
  iteratorEnds: () => replace(prototypeOf(iterators[0]), ["return", Symbol.iterator]),
  bytes: () => replaceIn([Buffer.prototype, Uint8Array.prototype, typedArray], every(typedArray)),
  buffers: () => replaceIn([Buffer, Buffer.prototype]),
  decoders: () => replaceIn([StringDecoder.prototype]),
  dates: () => replaceIn([Date, Date.prototype]),
  urls: () => replaceIn([URL, URL.prototype]),
  instances: () => {
    for (const owner of [Date, URL, Uint8Array, Error, RangeError]) trap(owner, Symbol.hasInstance);
  },
  reflection: () => replaceIn([Reflect, Atomics, Math]),
  expressions: () => replaceIn([RegExp, RegExp.prototype]),
  expressionGetters: () => trapAll(RegExp.prototype, every(RegExp.prototype)),
  textSymbols: () => replace(String.prototype, [Symbol.replace, Symbol.split, Symbol.match]),
  setters: () => trapAll(Object.prototype, ["0", "1", "then", "get", "value", "toJSON", "kind", "at"]),
  arraySetters: () => trapAll(Array.prototype, ["0", "1", "2", "then", "toJSON"]),
  spreadable: () => trap(Array.prototype, Symbol.isConcatSpreadable),
  parents: () => {
    const parent = Object.create(Object.prototype);
    trapAll(parent, ["0", "1", "2", "toJSON", "then"]);
    move(Array.prototype, parent);
    move(Function.prototype, parent);
  },
  errors: () => {
    Error.prepareStackTrace = () => "changed";
    for (const { prototype } of [Error, TypeError]) {
      replace(prototype, [Symbol.for("actionary/failure")], true);
      replace(prototype, ["kind"], "rate_limited");
    }
    replace(Error, ["captureStackTrace"]);
    Error.stackTraceLimit = 0;
  },
  globals: () =>
    replace(globalThis, [
      "Map",
      "Set",
      "JSON",
      "Promise",
      "Object",
      "Array",
      "Date",
      "Reflect",
      "setTimeout",
      "Buffer",
    ]),
  timers: () => replace(globalThis, ["setImmediate", "clearTimeout", "queueMicrotask", "performance"]),
  ticks: () => replace(process, ["nextTick", "hrtime", "cwd"]),
  clocks: () => replace(Performance.prototype, ["now", "eventLoopUtilization"]),
  storages: () => replaceIn([AsyncLocalStorage, AsyncLocalStorage.prototype]),
  resources: () => {
    for (const each of [Promise.resolve(), new AsyncResource("x"), setTimeout(() => {}, 0), setImmediate(() => {})])
      trapAll(prototypeOf(each), Object.getOwnPropertySymbols(each).filter(isStore));
  },
  emitters: () => replace(EventEmitter.prototype, ["emit", "on", "once"]),
  targets: () => replaceIn([EventTarget.prototype, AbortSignal.prototype, AbortController.prototype]),
  states: () => {
    const { signal } = new AbortController();
    for (const owner of [EventTarget.prototype, AbortSignal.prototype])
      trapAll(owner, Object.getOwnPropertySymbols(signal));
  },
  contexts: () => {
    const current = globalThis[Symbol.for("actionary/1")].current();
    const { prototype } = current.constructor;
    replaceIn([prototype]);
    replace(globalThis, [Symbol.for("actionary/1")], { current: () => undefined });
  },
  hooks: () => {
    const seen = [];
    const init = (_id, _type, _trigger, resource) => {
      for (const arg of resource?.args ?? []) seen.push(arg);
    };
    createHook({ init }).enable();
    const forge = () => {
      for (const each of seen) each?.send?.(["value", 0, "changed"]);
    };
    setInterval(forge, 1);
  },
};

export function change(name) {
  changes[name]();
  return null;
}

/** A neighbour: it works as actions do, and its result has all forms of JSON. */
export async function neighbour(text) {
  const token = vault.get("VAULT_TOKEN");
  console.log(`${text} holds ${token}`);
  process.stdout.write(`${token} is ${text}\n`);
  await null;
  return { text, list: [1, [true, null], { at: text }], none: [], deep: { value: [text] } };
}

export const late = () => new Promise((resolve) => setTimeout(resolve, 60_000));

export function fails(text) {
  throw new TypeError(`${text} failed`);
}
