import { execa } from "execa";

/**
 * Run a program.
 *
 * @title execa
 * @permission child-process
 */
export async function useExeca(): Promise<string> {
  const { stdout } = await execa("echo", ["hello"]);
  return stdout;
}
