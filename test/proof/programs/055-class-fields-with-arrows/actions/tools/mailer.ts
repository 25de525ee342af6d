import { build } from "../_shared/builder.js";

/**
 * Send a signed text.
 *
 * @param text - What to send.
 */
export async function sendSigned(text: string): Promise<boolean> {
  return build().text(text).sign().send();
}

/**
 * Send a plain text.
 *
 * @param text - What to send.
 */
export async function sendPlain(text: string): Promise<boolean> {
  const letter = build().text(text);
  return letter.send();
}
