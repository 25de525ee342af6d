/** Send a letter. */
export async function send(): Promise<string> {
  return "sent";
}
