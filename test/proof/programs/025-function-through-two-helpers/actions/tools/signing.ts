import { createHmac } from "node:crypto";
import { secret } from "actionary";
import { runSteps } from "../_shared/pipeline.js";

export const signing = secret({ name: "signing", keys: ["SIGNING_KEY", "SIGNING_SALT", "SIGNING_OLD_KEY"] });

const salt = (input: string): string => `${signing.get("SIGNING_SALT")}${input}`;

function sign(input: string): string {
  return createHmac("sha256", signing.get("SIGNING_KEY")).update(input).digest("hex");
}

/**
 * Sign a text.
 *
 * @param text - What to sign.
 */
export function signText(text: string): string {
  return runSteps({ first: { name: "salt", run: salt }, second: { name: "sign", run: sign } }, text);
}

/**
 * Sign a text as it was done before.
 *
 * @param text - What to sign.
 */
export function signOld(text: string): string {
  return createHmac("md5", signing.get("SIGNING_OLD_KEY")).update(text).digest("hex");
}
