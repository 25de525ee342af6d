import type { FromLane } from "../channel/protocol.js";
import type { LogLevel } from "../contract/context.js";
import { type FailureData, failureKinds } from "../contract/errors.js";
import { isJsonObject } from "../contract/json.js";
import { maxAcceptedCauses, maxCallsPerLane, maxFaults } from "../contract/limits.js";

/**
 * Parses a text that a lane posted. Undefined if it is no list of messages: an action may have got hold of its lane's channel,
 * and must not be able to harm the host. Values of results are not checked here, which the lane has done.
 */
export function parseFromLane(text: unknown): readonly FromLane[] | undefined {
  if (typeof text !== "string") return undefined;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Array.isArray(found) && found.length > 0 && found.every(isMessage) ? found : undefined;
}

const logLevels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

type Parts = readonly unknown[];

/** Checks by kind. They read by index: every result is checked here, and destructuring would cost more than the check. */
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
  if (!isJsonObject(outcome)) return false;
  switch (outcome.kind) {
    case "failed":
      return isFailure(outcome.failure);
    case "invalid":
      return areFaults(outcome.faults);
    case "not-built":
      return typeof outcome.message === "string";
    default:
      return false;
  }
}

function areFaults(list: unknown): boolean {
  if (!Array.isArray(list) || list.length > maxFaults) return false;
  return list.every((each) => isJsonObject(each) && typeof each.path === "string" && typeof each.message === "string");
}

function isFailure(failure: unknown, causes = 0): boolean {
  if (!isJsonObject(failure) || causes > maxAcceptedCauses) return false;
  const { kind, name, message, cause, errors = [] } = failure;
  const isKnown = failureKinds.includes(kind as FailureData["kind"]);
  if (!isKnown || typeof name !== "string" || typeof message !== "string" || !Array.isArray(errors)) return false;
  return (!cause || isFailure(cause, causes + 1)) && errors.every((each) => isFailure(each, causes + 1));
}

function isLine(line: unknown): boolean {
  if (!isJsonObject(line)) return false;
  const { level, message, at, fields } = line;
  return (
    logLevels.includes(level as LogLevel) &&
    typeof message === "string" &&
    typeof at === "number" &&
    fields !== undefined
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === "number";
}
