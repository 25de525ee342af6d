/**
 * Load what a service points at.
 */
export async function follow(): Promise<string> {
  const response = await fetch("https://pointer.example.com/");
  const next = await response.text();
  return (await fetch(next)).text();
}
