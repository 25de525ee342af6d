import { secret } from "actionary";

export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"] });
export const again = secret({ name: "slack", keys: ["SLACK_USER_TOKEN"] });

export async function noSummary(text: string): Promise<string> {
  return text;
}

/**
 * Puts entries into the cache.
 *
 * @param entries - The entries.
 * @param missing - Nothing has this name.
 * @secrt slack
 */
export async function put(entries: { items: { at: Map<string, number> }[] }): Promise<void> {
  void entries;
}

/**
 * Reads anything.
 *
 * @param anything - Anything.
 * @param callback - Called back.
 * @secret slak
 * @timeout soon
 */
export async function readAnything(anything: any, callback: () => void): Promise<Set<string>> {
  callback();
  return anything;
}

/** A class. */
export class Client {}

/**
 * Reads a key that is not there.
 *
 * @param untyped - Has no type.
 */
export async function readKey(untyped, list: (string | undefined)[]): Promise<string> {
  return slack.get("SLACK_BOT_TOKN") + untyped + list;
}
