import { Command } from "commander";

/**
 * Read arguments.
 *
 * @title commander
 */
export async function useCommander(): Promise<string> {
  const command = new Command("tool").option("-a, --all").argument("<name>").exitOverride();
  command.parse(["--all", "x"], { from: "user" });
  return `${JSON.stringify(command.opts())} ${command.args.join()}`;
}
