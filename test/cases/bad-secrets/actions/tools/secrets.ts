import { endpoint, oauth, oneOf, secret, secrets } from "actionary";
import { again, twin } from "../_shared/again.js";

const names = ["TOKEN"];

export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"], optionalKeys: ["SHARED_KEY"] });
export const other = secret({ name: "other", keys: ["SHARED_KEY"] });
export const computed = secret({ name: "computed", keys: names.map((name) => name) });
export const nameless = secret({ keys: ["TOKEN"] });
export const capital = secret({ name: "Capital", keys: ["TOKEN"] });
export const keyless = secret({ name: "keyless", keys: [] });
export const doubled = secret({ name: "doubled", keys: ["A"], optionalKeys: ["A"] });
export const dashed = secret({ name: "dashed", keys: ["A-B"] });
export const reserved = secret({ name: "x_oauth", keys: ["A"] });
export const odd = secret({ name: "odd", type: "magic", keys: ["A"] });
export const empty = secret();
export const grant = oauth({ providerId: "google", grantType: "implicit" });
export const provider = oauth({ providerId: "Google Cloud", grantType: "authorization_code" });
export const mixed = oneOf(slack, names);
export const relative = endpoint("relative", "/v1");
export const unnamed = endpoint(names[0], "https://example.com");

/**
 * Name secrets that are not there.
 *
 * @secret slak
 * @secret
 * @verifies SLACK_BOT_TOKEN
 */
export async function name(): Promise<void> {}

/** Read keys that are not there. */
export async function read(): Promise<string> {
  return slack.get("SLACK_BOT_TOKN") + slack.get("UNLIKE_ANYTHING") + again.get("AGAIN_KEY") + twin.get("AGAIN_KEY");
}

/** Read a key of no bound secret. */
export async function loose(): Promise<string> {
  return secrets.get("SLACK_BOT_TOKEN");
}

/**
 * Read a key that two bound secrets have.
 *
 * @secret slack
 * @secret other
 */
export async function ambiguous(): Promise<string> {
  return secrets.get("SHARED_KEY");
}
