import { maxJsonLevels, maxJsonParts } from "../contract/limits.js";
import type { WireKind, WirePlan, WirePlans } from "../contract/wire.js";
import { chooseObject } from "./revive.js";

/**
 * Returns a copy in which values are replaced by their wire forms, as `plan` says. A value of another kind than planned stays
 * as it is; `takeJson` and the schema check it afterwards.
 */
export function encode(value: unknown, plan: WirePlan, definitions: WirePlans["definitions"]): unknown {
  return encodeAt({ definitions, parts: maxJsonParts }, value, plan, 0);
}

interface Walk {
  readonly definitions: WirePlans["definitions"];
  /** Values that are still encoded; what has more is refused afterwards. */
  parts: number;
}

function encodeAt(walk: Walk, value: unknown, plan: WirePlan, depth: number): unknown {
  if (depth > maxJsonLevels || --walk.parts < 0) return value;
  switch (plan.kind) {
    case "ref": {
      const target = walk.definitions[plan.name];
      return target ? encodeAt(walk, value, target, depth) : value;
    }
    case "array":
    case "tuple":
    case "object":
    case "choice":
      return encodeParts(walk, jsonFormOf(value), plan, depth);
    default:
      return encodeWire(value, plan.kind);
  }
}

/** Returns what an object gives as its form in JSON, whose parts the plan describes; any other value as it is. */
function jsonFormOf(value: unknown): unknown {
  if (!hasPlainProperties(value) || typeof value.toJSON !== "function") return value;
  return (value as { readonly toJSON: () => unknown }).toJSON();
}

function encodeParts(
  walk: Walk,
  value: unknown,
  plan: Extract<WirePlan, { kind: "array" | "tuple" | "object" | "choice" }>,
  depth: number,
): unknown {
  switch (plan.kind) {
    case "array":
      return Array.isArray(value) && value.length <= walk.parts
        ? value.map((item: unknown) => encodeAt(walk, item, plan.items, depth + 1))
        : value;
    case "tuple":
      return Array.isArray(value) && value.length <= walk.parts
        ? value.map((item: unknown, index) => {
            const own = index < plan.items.length ? plan.items[index] : plan.rest;
            return own ? encodeAt(walk, item, own, depth + 1) : item;
          })
        : value;
    case "object":
      return hasPlainProperties(value) ? encodeObject(walk, value, plan, depth) : value;
    default:
      return encodeChoice(walk, value, plan, depth);
  }
}

function encodeObject(
  walk: Walk,
  value: Readonly<Record<string, unknown>>,
  plan: Extract<WirePlan, { kind: "object" }>,
  depth: number,
): unknown {
  const entries = Object.keys(value).map((key) => {
    const own = Object.hasOwn(plan.properties, key) ? plan.properties[key] : plan.additional;
    const item = value[key];
    return [key, own ? encodeAt(walk, item, own, depth + 1) : item] as const;
  });
  return Object.fromEntries(entries);
}

function encodeChoice(walk: Walk, value: unknown, plan: Extract<WirePlan, { kind: "choice" }>, depth: number): unknown {
  const chosen = Array.isArray(value)
    ? plan.array
    : hasPlainProperties(value)
      ? chooseObject(value, plan)
      : plan.string;
  return chosen ? encodeAt(walk, value, chosen, depth) : value;
}

function encodeWire(value: unknown, kind: WireKind): unknown {
  switch (kind) {
    case "date":
      return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
    case "bigint":
      return typeof value === "bigint" ? value.toString() : value;
    case "url":
      return value instanceof URL ? value.href : value;
    case "buffer":
    case "bytes":
      return value instanceof Uint8Array
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")
        : value;
    default:
      return kind satisfies never;
  }
}

/** Returns whether the properties of an object are its content, unlike those of a Date or URL. */
function hasPlainProperties(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date || value instanceof URL || ArrayBuffer.isView(value));
}
