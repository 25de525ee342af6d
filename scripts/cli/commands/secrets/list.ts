import { Command } from "commander";
import { commandLine } from "../../../../runtime/contract/command.js";
import { plainData, plainJson } from "../../../../runtime/contract/plain-text.js";
import { colorsFor } from "../../output/colors.js";
import { plural } from "../../output/print-problems.js";
import { readEnvironment } from "../../project/env-file.js";
import { currentProject, readManifest } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { type SecretState, secretStates } from "./configured.js";
import { withStore } from "./open-store.js";

/** `actionary secrets list`: what the actions need, what is configured, and what is missing. */
export function listSecretsCommand(): Command {
  return new Command("list")
    .description("list the secrets of all actions: what is configured, where, and which actions lack one")
    .option("--env-file <file>", "read variables from a file, too")
    .option("--json", "print the list as JSON, without values")
    .action(
      reportFailures(async (flags: { readonly json?: true; readonly envFile?: string }) => {
        const project = await currentProject();
        const manifest = readManifest(project);
        const { envSecrets } = await import("../../../../runtime/index.js");
        const environment = envSecrets(readEnvironment(flags.envFile));
        const states = await withStore(project, async (store) =>
          secretStates(manifest, { environment, stored: await store.list() }),
        );
        if (flags.json) process.stdout.write(`${plainJson(states, 2)}\n`);
        else process.stdout.write(printStates(plainData(states)));
      }),
    );
}

function printStates(states: readonly SecretState[]): string {
  if (states.length === 0) return "No action needs a secret.\n";
  const paint = colorsFor(process.stdout);
  const blocked = new Set(states.flatMap(({ blocks }) => blocks));
  const parts = states.map((state) => {
    const mark = state.blocks.length > 0 ? paint.red("missing") : paint.green("ready");
    const kind = state.type === "custom" ? "" : paint.dim(` ${state.type}`);
    return [
      `${paint.bold(state.name)}${kind}  ${state.sources.length === 0 && state.blocks.length === 0 ? paint.dim("optional") : mark}`,
      ...factsOf(state),
    ].join("\n");
  });
  const summary =
    blocked.size === 0
      ? "Every action has what it needs."
      : `${plural(blocked.size, "action")} cannot run. \`${commandLine} secrets set NAME\` stores a secret.`;
  return `${parts.join("\n\n")}\n\n${summary}\n`;
}

/** Actions that one line names. */
const maxNamedActions = 4;

function factsOf({ sources, missing, usedBy, blocks, checks }: SecretState): readonly string[] {
  const keys = missing.length === 0 ? [] : [`  missing  ${missing.join(", ")}`];
  return [
    ...sources.map(({ provider, connection, keys }) => `  ${provider.padEnd(7)}  ${connection}: ${keys.join(", ")}`),
    ...keys,
    ...(blocks.length > 0 ? [`  blocks   ${named(blocks)}`] : [`  used by  ${named(usedBy)}`]),
    ...(checks.length > 0 ? [`  check    ${named(checks)}`] : []),
  ];
}

function named(actions: readonly string[]): string {
  const more = actions.length - maxNamedActions;
  return actions.slice(0, maxNamedActions).join(", ") + (more > 0 ? `, and ${more} more` : "");
}
