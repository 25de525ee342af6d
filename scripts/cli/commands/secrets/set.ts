import { Command } from "commander";
import { plainJson, plainText } from "../../../../runtime/contract/plain-text.js";
import { colorsFor } from "../../output/colors.js";
import { ExitCode } from "../../output/exit-code.js";
import { CommandFault, currentProject, readManifest } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { Cancelled } from "./ask.js";
import { checkSecret, printOutcome } from "./check-secret.js";
import { declaredSecret } from "./declared-secrets.js";
import { describeValues } from "./describe-keys.js";
import { withStore } from "./open-store.js";
import { readValues, type ValueFlags } from "./read-values.js";

interface Flags extends ValueFlags {
  readonly connection?: string;
  readonly replace?: true;
  readonly check?: true;
  readonly json?: true;
}

/** `actionary secrets set NAME`: asks for the values of a secret, or takes them from files or standard input, and stores them. */
export function setSecretCommand(): Command {
  return new Command("set")
    .description("store the values of a secret; asks for them, without showing what is typed")
    .argument("<name>", "the secret's name, as `secrets list` shows it")
    .option("--connection <name>", "the connection, such as one of two workspaces; the default one without it")
    .option("--from-file <[KEY=]file...>", "take the value of a key from a file")
    .option("--stdin [key]", "take the value of a key from standard input")
    .option("--input <@file|->", "JSON with values by key: @ and a file, or - for standard input")
    .option("--replace", "remove the keys that are not given")
    .option("--check", "try the values with the action that verifies the secret, and store them only if it agrees")
    .option("--json", "print what was stored as JSON, without values")
    .addHelpText(
      "after",
      `
Examples:
  $ actionary secrets set slack
  $ actionary secrets set slack --connection sandbox --check
  $ actionary secrets set deploy --from-file PRIVATE_KEY=deploy.pem
  $ pass show slack | actionary secrets set slack --stdin SLACK_BOT_TOKEN`,
    )
    .action(
      reportFailures(async (name: string, flags: Flags) => {
        const project = await currentProject();
        const manifest = readManifest(project);
        const secret = declaredSecret(manifest, name);
        const values = await readValues(secret, flags).catch((error: unknown) => {
          if (error instanceof Cancelled) throw new CommandFault("cancelled; nothing was stored.");
          throw error;
        });
        const { facts, faults, warnings } = describeValues(secret, values);
        if (faults.length > 0) throw new CommandFault(`${faults.join(" ")} Nothing was stored.`);
        const { connection } = flags;
        if (flags.check) {
          const outcome = await checkSecret(project, manifest, { name, given: values });
          process.stderr.write(printOutcome(outcome, colorsFor(process.stderr)));
          if (outcome.status !== "ok") {
            process.stderr.write("Nothing was stored.\n");
            process.exitCode = ExitCode.failed;
            return;
          }
        }
        const made = await withStore(project, (store) =>
          store.set(name, values, { replace: flags.replace === true, ...(connection !== undefined && { connection }) }),
        );
        for (const warning of warnings) process.stderr.write(plainText(`warning: ${warning}\n`));
        if (flags.json) {
          const stored = {
            name,
            connection: connection ?? "default",
            keys: Object.keys(values),
            facts,
            warnings,
            ...made,
          };
          process.stdout.write(`${plainJson(stored, 2)}\n`);
          return;
        }
        const where = connection === undefined ? "" : ` for the connection ${connection}`;
        process.stdout.write(
          plainText([...facts, `Stored ${Object.keys(values).join(", ")} of ${name}${where}.`, ""].join("\n")),
        );
        if (made.store !== undefined)
          process.stderr.write(plainText(`Made the store ${made.store}, which git ignores.\n`));
        if (made.keyFile !== undefined) {
          process.stderr.write(
            plainText(
              `Made the master key ${made.keyFile}. Keep a copy apart from the store: without it the secrets are lost.\n`,
            ),
          );
        }
      }),
    );
}
