import { sendWith } from "../_shared/send-with.js";

/**
 * Send a text.
 *
 * @param text - What to send.
 */
export async function send(text: string): Promise<boolean> {
  return sendWith(text);
}
