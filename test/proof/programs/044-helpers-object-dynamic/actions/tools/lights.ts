import { green, probes } from "../_shared/probes.js";

/**
 * Probe one light.
 *
 * @param colour - Its colour.
 */
export function probe(colour: string): number {
  const chosen = probes[colour];
  return chosen === undefined ? 0 : chosen().length;
}

/**
 * Probe all lights.
 */
export function probeAll(): number {
  return Object.values(probes).map((each) => each().length).length;
}

/**
 * Probe the green light.
 */
export function probeGreen(): number {
  return green.get("GREEN_KEY").length;
}
