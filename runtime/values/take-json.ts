import type { Fault } from "../contract/errors.js";
import type { Json, JsonObject } from "../contract/json.js";
import { cycleCheckLevels, maxFaults, maxJsonChars, maxJsonLevels, maxJsonParts } from "../contract/limits.js";
import { appendKey } from "./pointer.js";
import { toWire } from "./wire.js";

/** A value as JSON, with its approximate length as text; or the reasons why it has no JSON form. */
export type Taken =
  | { readonly kind: "json"; readonly value: Json; readonly length: number }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/**
 * Copies a value as JSON, at this moment: properties that are `undefined` are left out, dates become text, objects with
 * `toJSON` become its result; every getter runs once. A value without a JSON form is a fault with its pointer, which never
 * contains the value. Never throws. Makes no array by its species, which a getter may have changed.
 */
export function takeJson(value: unknown): Taken {
  const walk: Walk = newWalk();
  try {
    const taken = takeValue(walk, value, 0);
    if (walk.faults.length === 0) return { kind: "json", value: taken, length: maxJsonChars - walk.room };
  } catch (error) {
    if (!(error instanceof StopWalk)) addFault(walk, walk.known, reasonUnreadable(error));
  }
  return { kind: "faults", faults: walk.faults };
}

interface Walk {
  /** Keys from the root. Never shortened, because that would cost more than the rest of a step. */
  readonly path: (string | number)[];
  /** Number of keys that lead to the value that is read now: the pointer of a fault after a throw. */
  known: number;
  /** Containers from the root, followed by obsolete deeper ones. */
  readonly ancestors: object[];
  readonly faults: Fault[];
  /** Length of JSON text that is still allowed. */
  room: number;
  /** Values and keys that are still allowed. */
  parts: number;
}

const noAncestor = {};

/** Starts a walk with entries for the first levels, because adding one takes longer than setting it: few values go deeper. */
function newWalk(): Walk {
  return {
    path: ["", "", "", "", "", ""],
    known: 0,
    ancestors: [noAncestor, noAncestor, noAncestor, noAncestor, noAncestor, noAncestor],
    faults: [],
    room: maxJsonChars,
    parts: maxJsonParts,
  };
}

/** Ends a walk whose faults are recorded already. */
class StopWalk extends Error {}

function takeValue(walk: Walk, value: unknown, depth: number): Json {
  return isContainer(value) ? takeContainer(walk, value, depth) : takeScalar(walk, value, depth);
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function takeScalar(walk: Walk, value: unknown, depth: number): Json {
  switch (typeof value) {
    case "string":
      useLength(walk, value.length + 3, depth);
      return value;
    case "number":
      useLength(walk, 4, depth);
      return Number.isFinite(value) ? value : addFaultAt(walk, depth, `must be a finite number; JSON has no ${value}`);
    case "boolean":
      useLength(walk, 5, depth);
      return value;
    case "undefined":
      return addFaultAt(walk, depth, "must not be undefined; JSON has null instead");
    case "bigint":
      return addFaultAt(walk, depth, "must not be a bigint; send it as text");
    case "function":
      return addFaultAt(walk, depth, "must not be a function");
    case "symbol":
      return addFaultAt(walk, depth, "must not be a symbol");
    default:
      useLength(walk, 5, depth);
      return null;
  }
}

function takeContainer(walk: Walk, value: object, depth: number): Json {
  enterContainer(walk, value, depth);
  if (Array.isArray(value)) return takeArray(walk, value, depth);
  const wire = toWire(value);
  switch (wire.kind) {
    case "object":
      return takeObject(walk, value as Readonly<Record<string, unknown>>, depth);
    case "value":
      return takeWire(walk, wire.value, depth);
    case "none":
      return addFaultAt(walk, depth, wire.message);
  }
}

/** Takes the result of `toJSON` without calling it again: an object whose `toJSON` returns itself would never end. */
function takeWire(walk: Walk, value: unknown, depth: number): Json {
  if (!isContainer(value)) return takeScalar(walk, value, depth);
  if (Array.isArray(value)) return takeArray(walk, value, depth);
  return takeObject(walk, value as Readonly<Record<string, unknown>>, depth);
}

// Both recursive functions choose between container and scalar themselves and use little stack: 2,200 levels of them must fit,
// even before the compiler has optimised them.

function takeArray(walk: Walk, value: readonly unknown[], depth: number): Json {
  // Such a list would be walked in vain, and may be far larger than memory.
  if (value.length > walk.parts) stopWith(walk, 0, tooManyParts);
  const taken: Json[] = [];
  for (let index = 0; index < value.length; index++) {
    enterKey(walk, index, depth);
    const item = value[index];
    taken.push(isContainer(item) ? takeContainer(walk, item, depth + 1) : takeScalar(walk, item, depth + 1));
  }
  return taken;
}

function takeObject(walk: Walk, value: Readonly<Record<string, unknown>>, depth: number): Json {
  const taken: Record<string, Json> = {};
  const keys = Object.keys(value);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    const item = readProperty(walk, value, key, depth);
    if (item === undefined) continue;
    put(taken, key, isContainer(item) ? takeContainer(walk, item, depth + 1) : takeScalar(walk, item, depth + 1));
  }
  return taken satisfies JsonObject;
}

function readProperty(walk: Walk, value: Readonly<Record<string, unknown>>, key: string, depth: number): unknown {
  enterKey(walk, key, depth);
  useLength(walk, key.length + 3, depth + 1);
  return value[key];
}

function enterKey(walk: Walk, key: string | number, depth: number): void {
  walk.path[depth] = key;
  walk.known = depth + 1;
}

/** Sets a property; an assignment to `__proto__` would change the prototype instead. */
function put(target: Record<string, Json>, key: string, value: Json): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function enterContainer(walk: Walk, value: object, depth: number): void {
  walk.known = depth;
  walk.ancestors[depth] = value;
  useLength(walk, 2, depth);
  // A search for a cycle at every level would take quadratic time; a cycle reaches this level soon enough.
  if (depth > 0 && depth % cycleCheckLevels === 0) stopAtCycle(walk, depth);
  if (depth >= maxJsonLevels) stopWith(walk, depth, `must not be nested more than ${maxJsonLevels} levels deep`);
}

function useLength(walk: Walk, length: number, depth: number): void {
  walk.room -= length;
  walk.parts--;
  if (walk.room >= 0 && walk.parts >= 0) return;
  stopAtCycle(walk, depth - 1);
  stopWith(walk, 0, walk.parts < 0 ? tooManyParts : `must not be longer than ${maxJsonChars / 1024 / 1024} MB of JSON`);
}

// Not by `toLocaleString`, which would add 9 ms to every import of the runtime.
const tooManyParts = `must not have more than ${String(maxJsonParts).replace(/\B(?=(?:\d{3})+$)/g, ",")} values and keys`;

function stopAtCycle(walk: Walk, depth: number): void {
  const seen = new Set<object>();
  for (let level = 0; level <= depth && level < walk.ancestors.length; level++) {
    const ancestor = walk.ancestors[level] as object;
    if (seen.has(ancestor)) stopWith(walk, level, "must not contain itself");
    seen.add(ancestor);
  }
}

function addFaultAt(walk: Walk, depth: number, message: string): null {
  addFault(walk, depth, message);
  if (walk.faults.length >= maxFaults) throw new StopWalk();
  return null;
}

function stopWith(walk: Walk, depth: number, message: string): never {
  addFault(walk, depth, message);
  throw new StopWalk();
}

function addFault(walk: Walk, depth: number, message: string): void {
  let path = "";
  for (let level = 0; level < depth; level++) path = appendKey(path, String(walk.path[level]));
  walk.faults.push({ path, message });
}

function reasonUnreadable(error: unknown): string {
  return error instanceof RangeError ? "must not be nested so deeply" : "could not be read: reading it threw an error";
}
