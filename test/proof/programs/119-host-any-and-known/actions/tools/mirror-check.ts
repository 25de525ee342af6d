/**
 * Compare a mirror with the original.
 *
 * @param mirror - Address of the mirror.
 * @hosts "*" mirrors are run by anybody
 */
export async function compare(mirror: string): Promise<boolean> {
  const [own, other] = await Promise.all([fetch("https://origin.example.com/"), fetch(mirror)]);
  return (await own.text()) === (await other.text());
}

/**
 * Tell whether the original is up.
 */
export async function isUp(): Promise<boolean> {
  return (await fetch("https://origin.example.com/")).ok;
}
