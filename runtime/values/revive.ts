import type { Fault } from "../contract/errors.js";
import { isJsonObject, type Json, type JsonObject } from "../contract/json.js";
import { maxBigintDigits } from "../contract/limits.js";
import type { WireKind, WirePlan, WirePlans } from "../contract/wire.js";
import { pointerOf } from "./pointer.js";

/** A value as its function sees it, and faults of wire forms that could not be revived. */
export interface Revived {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

interface Walk {
  readonly definitions: WirePlans["definitions"];
  readonly path: (string | number)[];
  readonly faults: Fault[];
}

/** Turns wire forms into values, as `plan` says. The schema has accepted the value already. */
export function revive(value: Json, plan: WirePlan, definitions: WirePlans["definitions"]): Revived {
  const walk: Walk = { definitions, path: [], faults: [] };
  return { value: reviveAt(walk, value, plan), faults: walk.faults };
}

function reviveAt(walk: Walk, value: Json, plan: WirePlan): unknown {
  switch (plan.kind) {
    case "ref": {
      const target = walk.definitions[plan.name];
      return target ? reviveAt(walk, value, target) : value;
    }
    case "array":
      return Array.isArray(value)
        ? value.map((item: Json, index) => reviveChild(walk, index, item, plan.items))
        : value;
    case "tuple":
      return Array.isArray(value)
        ? value.map((item: Json, index) =>
            reviveChild(walk, index, item, plan.items[index] ?? (index < plan.items.length ? null : plan.rest)),
          )
        : value;
    case "object":
      return isJsonObject(value) ? reviveObject(walk, value, plan) : value;
    case "choice":
      return reviveChoice(walk, value, plan);
    default:
      return typeof value === "string" ? reviveText(walk, value, plan.kind) : value;
  }
}

function reviveChild(walk: Walk, key: string | number, value: Json, plan: WirePlan | null | undefined): unknown {
  if (!plan) return value;
  walk.path.push(key);
  const revived = reviveAt(walk, value, plan);
  walk.path.pop();
  return revived;
}

function reviveObject(walk: Walk, value: JsonObject, plan: Extract<WirePlan, { kind: "object" }>): unknown {
  const entries = Object.entries(value).map(([key, item]) => {
    const own = Object.hasOwn(plan.properties, key) ? plan.properties[key] : plan.additional;
    return [key, reviveChild(walk, key, item, own)] as const;
  });
  return Object.fromEntries(entries);
}

function reviveChoice(walk: Walk, value: Json, plan: Extract<WirePlan, { kind: "choice" }>): unknown {
  const chosen = chooseByKind(value, plan);
  return chosen ? reviveAt(walk, value, chosen) : value;
}

/** Returns the plan of the member to which a JSON value belongs. */
function chooseByKind(value: Json, plan: Extract<WirePlan, { kind: "choice" }>): WirePlan | undefined {
  if (typeof value === "string") return plan.string;
  if (Array.isArray(value)) return plan.array;
  return isJsonObject(value) ? chooseObject(value, plan) : undefined;
}

/** Returns the plan of the object type to which a value belongs, by its discriminant. */
export function chooseObject(
  value: Readonly<Record<string, unknown>>,
  plan: Extract<WirePlan, { kind: "choice" }>,
): WirePlan | undefined {
  if (!plan.cases) return plan.object;
  const { property, plans } = plan.cases;
  const own = Object.hasOwn(value, property) ? value[property] : undefined;
  // Before it is encoded, a value has the bigint itself.
  const literal = typeof own === "bigint" ? String(own) : own;
  return plans.find(([each]) => each === literal)?.[1];
}

function reviveText(walk: Walk, text: string, kind: WireKind): unknown {
  switch (kind) {
    case "date": {
      const date = new Date(text);
      return Number.isNaN(date.getTime()) ? addReviveFault(walk, "must be a date that a calendar has") : date;
    }
    case "bigint":
      return text.length > maxBigintDigits
        ? addReviveFault(walk, `must not have more than ${maxBigintDigits} digits`)
        : BigInt(text);
    case "url":
      return URL.canParse(text) ? new URL(text) : addReviveFault(walk, "must be an absolute URL");
    case "buffer":
      return Buffer.from(text, "base64");
    case "bytes":
      return new Uint8Array(Buffer.from(text, "base64"));
    default:
      return kind satisfies never;
  }
}

function addReviveFault(walk: Walk, message: string): undefined {
  walk.faults.push({ path: pointerOf(walk.path), message });
}
