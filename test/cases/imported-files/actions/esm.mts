/** Be a module. */
export async function be(): Promise<string> {
  return "mts";
}
