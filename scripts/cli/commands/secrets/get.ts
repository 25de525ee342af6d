import { Command } from "commander";
import { plainJson, plainText } from "../../../../runtime/contract/plain-text.js";
import { CommandFault, currentProject, readManifest } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { declaredKey, declaredSecret } from "./declared-secrets.js";
import { withStore } from "./open-store.js";

interface Flags {
  readonly connection?: string;
  readonly key?: string;
  readonly reveal?: true;
  readonly json?: true;
}

/** `actionary secrets get NAME --reveal`: prints stored values. */
export function getSecretCommand(): Command {
  return new Command("get")
    .description("print stored values, which --reveal has to say; the audit table notes it")
    .argument("<name>", "the secret's name")
    .option("--connection <name>", "the connection")
    .option("--key <key>", "print the value of this key alone, without its name")
    .option("--reveal", "print values")
    .option("--json", "print values by key as JSON")
    .action(
      reportFailures(async (name: string, flags: Flags) => {
        const project = await currentProject();
        const secret = declaredSecret(readManifest(project), name);
        const { connection, key } = flags;
        if (key !== undefined) declaredKey(secret, key);
        const at = connection === undefined ? name : `${name} (${connection})`;
        if (!flags.reveal) {
          throw new CommandFault(
            `values are printed only with --reveal. \`secrets list\` shows which keys of ${at} there are.`,
          );
        }
        const values = await withStore(project, (store) =>
          store.get(name, connection === undefined ? {} : { connection }),
        );
        if (values === undefined) throw new CommandFault(`the store has no values of ${at}.`);
        if (key !== undefined && values[key] === undefined) throw new CommandFault(`the store has no ${key} of ${at}.`);
        if (flags.json)
          process.stdout.write(`${plainJson(key === undefined ? values : { [key]: values[key] ?? "" }, 2)}\n`);
        // As it is: a program takes it, or somebody who asked to see it.
        else if (key !== undefined) process.stdout.write(`${values[key]}\n`);
        else for (const [each, value] of Object.entries(values)) process.stdout.write(`${each}=${plainText(value)}\n`);
      }),
    );
}
