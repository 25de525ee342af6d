/**
 * Says a name twice.
 *
 * @param text - A text.
 */
export async function twice(text: string): Promise<string> {
  const said = text;
  const said = text + text;
  return said;
}
