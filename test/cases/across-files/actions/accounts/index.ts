/** Close all accounts. */
export default async function closeAll(): Promise<boolean> {
  return true;
}
