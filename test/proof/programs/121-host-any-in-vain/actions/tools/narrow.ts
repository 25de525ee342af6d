/**
 * Get the time.
 *
 * @hosts "*" nobody knows
 */
export async function time(): Promise<string> {
  return (await fetch("https://time.example.com/now")).text();
}
