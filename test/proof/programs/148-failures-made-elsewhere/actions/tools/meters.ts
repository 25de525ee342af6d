import { tooMany } from "../_shared/faults.js";

/**
 * Read a meter.
 *
 * @param meter - Number of the meter.
 * @throws rate_limited when the service asks to wait.
 */
export async function read(meter: number): Promise<string> {
  const response = await fetch(`https://meters.example.com/${meter}`);
  if (response.status === 429) throw tooMany(30);
  return response.text();
}
