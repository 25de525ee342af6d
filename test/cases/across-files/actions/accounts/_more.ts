/** Count the accounts. */
export async function countAll(): Promise<number> {
  return 0;
}
