import ora from "ora";

/**
 * Show a spinner where there is no terminal.
 *
 * @title ora
 */
export async function useOra(): Promise<string> {
  const spinner = ora({ text: "working", isEnabled: false }).start();
  spinner.succeed("done");
  return spinner.text;
}
