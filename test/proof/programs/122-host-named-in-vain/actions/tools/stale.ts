/**
 * Get the exchange rates.
 *
 * @hosts old.example.com where the rates were before
 */
export async function rates(): Promise<string> {
  return (await fetch("https://rates.example.com/today")).text();
}
