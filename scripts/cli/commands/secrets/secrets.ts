import { Command } from "commander";
import { auditCommand } from "./audit.js";
import { checkSecretsCommand } from "./check.js";
import { getSecretCommand } from "./get.js";
import { importSecretsCommand } from "./import.js";
import { listSecretsCommand } from "./list.js";
import { removeSecretCommand } from "./remove.js";
import { rotateKeyCommand } from "./rotate-key.js";
import { setSecretCommand } from "./set.js";

/** `actionary secrets …`: the secrets of the actions, and the store that keeps them. */
export function secretsCommand(): Command {
  const secrets = new Command("secrets")
    .description("list, store, try and remove the secrets of the actions")
    .addHelpText(
      "after",
      `
Examples:
  $ actionary secrets list                  what the actions need, and what is missing
  $ actionary secrets set slack             asks, hidden, and encrypts it in .actionary/store.db
  $ actionary secrets check slack           tries it at its service
  $ actionary secrets import .env

Values never stand on the command line. The store is ACTIONARY_STORE, else .actionary/store.db of the project; its master key
ACTIONARY_MASTER_KEY, else ACTIONARY_MASTER_KEY_FILE, else actionary/master.key in your folder of settings.`,
    );
  const commands = [
    listSecretsCommand(),
    setSecretCommand(),
    getSecretCommand(),
    checkSecretsCommand(),
    importSecretsCommand(),
    removeSecretCommand(),
    rotateKeyCommand(),
    auditCommand(),
  ];
  for (const command of commands) secrets.addCommand(command);
  return secrets;
}
