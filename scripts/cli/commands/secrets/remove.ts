import { Command } from "commander";
import { plural } from "../../output/print-problems.js";
import { CommandFault, currentProject } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { agree, withStore } from "./open-store.js";

interface Flags {
  readonly connection?: string;
  readonly key?: readonly string[];
  readonly allConnections?: true;
  readonly yes?: true;
}

/** `actionary secrets remove NAME`: removes stored values, also of a secret that no action declares any more. */
export function removeSecretCommand(): Command {
  return new Command("remove")
    .description("remove the stored values of a secret")
    .argument("<name>", "the secret's name")
    .option("--connection <name>", "the connection; the default one without it")
    .option("--key <key...>", "remove these keys alone")
    .option("--all-connections", "remove it from every connection")
    .option("--yes", "do not ask")
    .action(
      reportFailures(async (name: string, flags: Flags) => {
        const project = await currentProject();
        const { connection, key: keys, allConnections: everywhere = false } = flags;
        if (everywhere && connection !== undefined) throw new CommandFault("give --connection or --all-connections.");
        await withStore(project, async (store) => {
          const found = (await store.list()).filter(
            (each) => each.name === name && (everywhere || each.connection === (connection ?? "default")),
          );
          const count = found.flatMap((each) => each.keys.filter((key) => keys?.includes(key) ?? true)).length;
          const where = everywhere ? "" : ` of the connection ${connection ?? "default"}`;
          if (count === 0) throw new CommandFault(`the store has no such value of \`${name}\`${where}.`);
          if (!(await agree(`Remove ${plural(count, "value")} of ${name}${where}?`, flags.yes))) {
            process.stderr.write("Nothing was removed.\n");
            return;
          }
          const removed = await store.remove(name, {
            everywhere,
            ...(connection !== undefined && { connection }),
            ...(keys !== undefined && { keys }),
          });
          process.stdout.write(`Removed ${plural(removed, "value")} of ${name}.\n`);
        });
      }),
    );
}
