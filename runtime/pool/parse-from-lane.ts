import { maxCallsPerLane } from "../channel/board.js";
import type { FromLane } from "../channel/protocol.js";
import { type FailureData, failureKinds } from "../contract/errors.js";

/**
 * Reads a text that a lane posted. Undefined where it is no list of messages: code that runs in a lane may have found the way
 * to its channel, and whatever it sends must not harm the host. What a value is, its lane has judged.
 */
export function readFromLane(text: unknown): readonly FromLane[] | undefined {
  if (typeof text !== "string") return undefined;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Array.isArray(found) && found.every(isMessage) ? found : undefined;
}

/** More than any lane sends: a chain without end would cost the host its stack. */
const maxCauses = 20;

type Parts = readonly unknown[];

/** By index: every result passes here, and taking a list apart costs more than looking at it. */
const checks: Readonly<Record<FromLane[0], (parts: Parts) => boolean>> = {
  value: (parts) => parts.length === 3 && isSlot(parts[1]),
  ended: (parts) => isSlot(parts[1]) && isOutcome(parts[2]),
  dropped: (parts) => isSlot(parts[1]),
  started: (parts) => isSlot(parts[1]) && typeof parts[2] === "number",
  log: (parts) => isSlot(parts[1]) && isLine(parts[2]),
  progress: (parts) => isSlot(parts[1]) && typeof parts[2] === "number" && isTextOrNull(parts[3]),
  ready: () => true,
  taken: () => true,
  grown: () => true,
  burning: () => true,
  "secret-in-result": (parts) => isSlot(parts[1]),
  "stray-log": (parts) => isTextOrNull(parts[1]) && isLine(parts[2]) && isNumberOrNull(parts[3]),
  "late-rejection": (parts) => isTextOrNull(parts[1]) && isFailure(parts[2]) && isNumberOrNull(parts[3]),
  "late-throw": (parts) => isTextOrNull(parts[1]) && isFailure(parts[2]) && isNumberOrNull(parts[3]),
};

function isMessage(message: unknown): message is FromLane {
  if (!Array.isArray(message)) return false;
  const kind: unknown = message[0];
  return typeof kind === "string" && Object.hasOwn(checks, kind) && checks[kind as FromLane[0]](message);
}

function isSlot(slot: unknown): boolean {
  return typeof slot === "number" && Number.isInteger(slot) && slot >= 0 && slot < maxCallsPerLane;
}

function isOutcome(outcome: unknown): boolean {
  if (!isObject(outcome)) return false;
  switch (outcome.kind) {
    case "failed":
      return isFailure(outcome.failure);
    case "invalid":
      return isInvalid(outcome.invalid);
    case "not-built":
    case "lost":
      return typeof outcome.message === "string";
    default:
      return false;
  }
}

function isInvalid(invalid: unknown): boolean {
  if (!isObject(invalid)) return false;
  return invalid.kind === "faults"
    ? isListOf(invalid.faults, ["path", "message"])
    : invalid.kind === "errors" && isListOf(invalid.errors, ["instancePath", "schemaPath", "keyword"]);
}

/** A list of objects that have text under these names. */
function isListOf(list: unknown, names: readonly string[]): boolean {
  if (!Array.isArray(list)) return false;
  return list.every((each) => isObject(each) && names.every((name) => typeof each[name] === "string"));
}

function isFailure(failure: unknown, causes = 0): boolean {
  if (!isObject(failure) || causes > maxCauses) return false;
  const { kind, name, message, cause } = failure;
  const isKnown = failureKinds.includes(kind as FailureData["kind"]);
  return isKnown && typeof name === "string" && typeof message === "string" && (!cause || isFailure(cause, causes + 1));
}

function isLine(line: unknown): boolean {
  return isObject(line) && typeof line.level === "string" && typeof line.message === "string";
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === "number";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
