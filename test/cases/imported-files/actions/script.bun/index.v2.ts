/** Run a script. */
export async function run(): Promise<string> {
  return "run";
}
