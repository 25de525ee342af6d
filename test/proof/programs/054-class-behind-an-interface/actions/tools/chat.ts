import { Matrix } from "../_shared/matrix.js";
import { sendTwice } from "../_shared/sender.js";

/**
 * Say something twice.
 *
 * @param text - What to say.
 */
export async function say(text: string): Promise<boolean> {
  return sendTwice(new Matrix(), text);
}

/**
 * Name the room.
 */
export function room(): string {
  return new Matrix().room();
}
