import type { Fault } from "../contract/errors.js";
import type { Json, JsonObject } from "../contract/json.js";
import { pointerOf } from "./pointer.js";
import { toWire } from "./wire.js";

/** How many levels of arrays and objects a value may have. Recursive validators stay within a thread's stack at this depth. */
export const maxLevels = 2_500;

/** How long a value may be as JSON text, in UTF-16 units: 64 Mi. */
export const maxLength: number = 64 * 1024 * 1024;

/** How many faults of one value are told. */
export const maxFaults = 100;

/** A value as JSON has it, or why it has no JSON form. */
export type Taken =
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/**
 * Copies a value as JSON, at this moment: properties that are `undefined` are left out, dates become text, objects with
 * `toJSON` what it returns; every getter runs once. Whatever JSON cannot say is a fault with its place; the value itself
 * never appears in one. Never throws.
 */
export function takeJson(value: unknown): Taken {
  const walk: Walk = { path: [], ancestors: [], faults: [], room: maxLength };
  try {
    const taken = take(walk, value, 0);
    if (walk.faults.length === 0) return { kind: "json", value: taken };
  } catch (error) {
    if (!(error instanceof StopWalk)) addFault(walk, walk.path.length, unreadable(error));
  }
  return { kind: "faults", faults: walk.faults };
}

interface Walk {
  /** Keys from the root; what is being read stands below the last. After a throw it tells where. */
  readonly path: (string | number)[];
  /** The containers from the root. */
  readonly ancestors: object[];
  readonly faults: Fault[];
  /** How much JSON text may still come. */
  room: number;
}

/** Ends a walk whose faults are already written down. */
class StopWalk extends Error {}

function take(walk: Walk, value: unknown, depth: number): Json {
  switch (typeof value) {
    case "string":
      use(walk, value.length + 3, depth);
      return value;
    case "number":
      use(walk, 4, depth);
      return Number.isFinite(value) ? value : wrong(walk, depth, `must be a finite number; JSON has no ${value}`);
    case "boolean":
      use(walk, 5, depth);
      return value;
    case "object":
      return value === null ? null : takeContainer(walk, value, depth);
    case "undefined":
      return wrong(walk, depth, "must not be undefined; JSON has null instead");
    case "bigint":
      return wrong(walk, depth, "must not be a bigint; send it as text");
    case "function":
      return wrong(walk, depth, "must not be a function");
    default:
      return wrong(walk, depth, "must not be a symbol");
  }
}

function takeContainer(walk: Walk, value: object, depth: number): Json {
  enter(walk, value, depth);
  if (Array.isArray(value)) return takeArray(walk, value, depth);
  const wire = toWire(value);
  switch (wire.kind) {
    case "object":
      return takeObject(walk, value as Readonly<Record<string, unknown>>, depth);
    case "value":
      // What `toJSON` returned is read as it is, or an object whose `toJSON` returns itself would never end.
      return isContainer(wire.value) ? takePlain(walk, wire.value, depth) : take(walk, wire.value, depth);
    case "none":
      return wrong(walk, depth, wire.message);
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function takePlain(walk: Walk, value: object, depth: number): Json {
  return Array.isArray(value)
    ? takeArray(walk, value, depth)
    : takeObject(walk, value as Readonly<Record<string, unknown>>, depth);
}

function takeArray(walk: Walk, value: readonly unknown[], depth: number): Json {
  const taken: Json[] = [];
  for (let index = 0; index < value.length; index++) {
    walk.path[depth] = index;
    taken.push(take(walk, value[index], depth + 1));
  }
  leave(walk, depth);
  return taken;
}

function takeObject(walk: Walk, value: Readonly<Record<string, unknown>>, depth: number): Json {
  const taken: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    walk.path[depth] = key;
    const property = value[key];
    if (property === undefined) continue;
    use(walk, key.length + 3, depth + 1);
    const json = take(walk, property, depth + 1);
    if (key === "__proto__") defineOwn(taken, key, json);
    else taken[key] = json;
  }
  leave(walk, depth);
  return taken satisfies JsonObject;
}

/** An assignment to `__proto__` would change the prototype instead. */
function defineOwn(target: object, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function enter(walk: Walk, value: object, depth: number): void {
  walk.path.length = depth;
  walk.ancestors[depth] = value;
  use(walk, 2, depth);
  // Looking for a cycle at every level would be quadratic; whoever is in one passes through this check soon enough.
  if (depth > 0 && depth % 64 === 0) stopAtCycle(walk, depth);
  if (depth >= maxLevels) stop(walk, depth, `must not be nested more than ${maxLevels} levels deep`);
}

function leave(walk: Walk, depth: number): void {
  walk.path.length = depth;
  walk.ancestors.length = depth;
}

function use(walk: Walk, length: number, depth: number): void {
  walk.room -= length;
  if (walk.room >= 0) return;
  stopAtCycle(walk, depth - 1);
  stop(walk, 0, `must not be longer than ${maxLength / 1024 / 1024} MB of JSON`);
}

function stopAtCycle(walk: Walk, depth: number): void {
  const seen = new Set<object>();
  for (const [level, ancestor] of walk.ancestors.slice(0, depth + 1).entries()) {
    if (seen.has(ancestor)) stop(walk, level, "must not contain itself");
    seen.add(ancestor);
  }
}

function wrong(walk: Walk, depth: number, message: string): null {
  addFault(walk, depth, message);
  if (walk.faults.length >= maxFaults) throw new StopWalk();
  return null;
}

function stop(walk: Walk, depth: number, message: string): never {
  addFault(walk, depth, message);
  throw new StopWalk();
}

function addFault(walk: Walk, depth: number, message: string): void {
  walk.faults.push({ path: pointerOf(walk.path.slice(0, depth)), message });
}

function unreadable(error: unknown): string {
  return error instanceof RangeError ? "must not be nested so deeply" : "could not be read: reading it threw an error";
}
