import type { Fault } from "../contract/errors.js";
import type { Json, JsonObject } from "../contract/json.js";
import { pointerOf } from "./pointer.js";
import { toWire } from "./wire.js";

/** How many levels of arrays and objects a value may have: with a third of Node's usual stack to spare for the caller. */
export const maxLevels = 2_200;

/** How long a value may be as JSON text, in UTF-16 units: 64 Mi. */
export const maxLength: number = 64 * 1024 * 1024;

/** How many faults of one value are told. */
export const maxFaults = 100;

/** A value as JSON has it, with about how long it is as text; or why it has no JSON form. */
export type Taken =
  | { readonly kind: "json"; readonly value: Json; readonly length: number }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/**
 * Copies a value as JSON, at this moment: properties that are `undefined` are left out, dates become text, objects with
 * `toJSON` what it returns; every getter runs once. Whatever JSON cannot say is a fault with its place; the value itself
 * never appears in one. Never throws.
 */
export function takeJson(value: unknown): Taken {
  const walk: Walk = newWalk();
  try {
    const taken = take(walk, value, 0);
    if (walk.faults.length === 0) return { kind: "json", value: taken, length: maxLength - walk.room };
  } catch (error) {
    if (!(error instanceof StopWalk)) addFault(walk, walk.known, unreadable(error));
  }
  return { kind: "faults", faults: walk.faults };
}

interface Walk {
  /** Keys from the root. Never shortened, which would cost more than the rest of a step. */
  readonly path: (string | number)[];
  /** How many of them lead to what is being read: after a throw they tell where. */
  known: number;
  /** The containers from the root, with remains of deeper ones. */
  readonly ancestors: object[];
  readonly faults: Fault[];
  /** How much JSON text may still come. */
  room: number;
}

const nobody = {};

/** With places for the first levels: in a lane, whose intrinsics are frozen, it costs ten times as much to add one. */
function newWalk(): Walk {
  return {
    path: ["", "", "", "", "", ""],
    known: 0,
    ancestors: [nobody, nobody, nobody, nobody, nobody, nobody],
    faults: [],
    room: maxLength,
  };
}

/** Ends a walk whose faults are already written down. */
class StopWalk extends Error {}

function take(walk: Walk, value: unknown, depth: number): Json {
  return isContainer(value) ? takeContainer(walk, value, depth) : takeScalar(walk, value, depth);
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function takeScalar(walk: Walk, value: unknown, depth: number): Json {
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
    case "undefined":
      return wrong(walk, depth, "must not be undefined; JSON has null instead");
    case "bigint":
      return wrong(walk, depth, "must not be a bigint; send it as text");
    case "function":
      return wrong(walk, depth, "must not be a function");
    case "symbol":
      return wrong(walk, depth, "must not be a symbol");
    default:
      use(walk, 5, depth);
      return null;
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
      return takeWire(walk, wire.value, depth);
    case "none":
      return wrong(walk, depth, wire.message);
  }
}

/** What stands for an object is read as it is: one whose `toJSON` returns itself would never end. */
function takeWire(walk: Walk, value: unknown, depth: number): Json {
  if (!isContainer(value)) return takeScalar(walk, value, depth);
  if (Array.isArray(value)) return takeArray(walk, value, depth);
  return takeObject(walk, value as Readonly<Record<string, unknown>>, depth);
}

// The two that recurse choose between container and scalar themselves, and keep little on the stack: 2,200 levels of them
// have to fit on it, before the compiler has made them small.

function takeArray(walk: Walk, value: readonly unknown[], depth: number): Json {
  const taken: Json[] = [];
  for (let index = 0; index < value.length; index++) {
    step(walk, index, depth);
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
  step(walk, key, depth);
  use(walk, key.length + 3, depth + 1);
  return value[key];
}

function step(walk: Walk, key: string | number, depth: number): void {
  setAt(walk.path, depth, key);
  walk.known = depth + 1;
}

/** Where intrinsics are frozen, making an array longer by an assignment costs many times what `push` does. */
function setAt<Item>(items: Item[], index: number, item: Item): void {
  if (index < items.length) items[index] = item;
  else items.push(item);
}

/** An assignment to `__proto__` would change the prototype instead. */
function put(target: Record<string, Json>, key: string, value: Json): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function enter(walk: Walk, value: object, depth: number): void {
  walk.known = depth;
  setAt(walk.ancestors, depth, value);
  use(walk, 2, depth);
  // Looking for a cycle at every level would be quadratic; whoever is in one passes through this check soon enough.
  if (depth > 0 && depth % 64 === 0) stopAtCycle(walk, depth);
  if (depth >= maxLevels) stop(walk, depth, `must not be nested more than ${maxLevels} levels deep`);
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
