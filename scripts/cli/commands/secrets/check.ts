import { Command } from "commander";
import { plainJson } from "../../../../runtime/contract/plain-text.js";
import { colorsFor } from "../../output/colors.js";
import { ExitCode } from "../../output/exit-code.js";
import { readEnvironment } from "../../project/env-file.js";
import { currentProject, readManifest } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { type CheckOutcome, checkSecret, printOutcome } from "./check-secret.js";
import { checksOf, declaredSecret } from "./declared-secrets.js";

interface Flags {
  readonly connection?: string;
  readonly envFile?: string;
  readonly json?: true;
}

/** `actionary secrets check [NAME]`: tries secrets at their services. */
export function checkSecretsCommand(): Command {
  return new Command("check")
    .description(
      "try a secret at its service, by the action that is marked @verifies; all that have one without a name",
    )
    .argument("[name]", "the secret's name")
    .option("--connection <name>", "the connection to try")
    .option("--env-file <file>", "read variables from a file, too")
    .option("--json", "print the outcomes as JSON")
    .addHelpText(
      "after",
      "\nOutcomes: ok; rejected; missing scope; unreachable; missing (no value); failed. Exit code 1 unless all are ok.",
    )
    .action(
      reportFailures(async (name: string | undefined, flags: Flags) => {
        const project = await currentProject();
        const manifest = readManifest(project);
        const environment = readEnvironment(flags.envFile);
        const names =
          name === undefined
            ? Object.keys(manifest.secrets).filter((each) => checksOf(manifest, each).length > 0)
            : [declaredSecret(manifest, name).name];
        if (names.length === 0) process.stderr.write("No action checks a secret: none is marked @verifies.\n");
        const outcomes: CheckOutcome[] = [];
        for (const each of names) {
          const { connection } = flags;
          const trial = { name: each, environment, ...(connection !== undefined && { connection }) };
          const outcome = await checkSecret(project, manifest, trial);
          outcomes.push(outcome);
          if (!flags.json) process.stdout.write(printOutcome(outcome, colorsFor(process.stdout)));
        }
        if (flags.json) process.stdout.write(`${plainJson(outcomes, 2)}\n`);
        if (outcomes.some(({ status }) => status !== "ok")) process.exitCode = ExitCode.failed;
      }),
    );
}
