import { Command, CommanderError } from "commander";
import { codegenCommand } from "./commands/codegen.js";
import { explainCommand } from "./commands/explain.js";
import { listCommand } from "./commands/list.js";
import { runCommand } from "./commands/run.js";
import { secretsCommand } from "./commands/secrets/secrets.js";
import { showCommand } from "./commands/show.js";
import { ExitCode } from "./output/exit-code.js";
import { packageVersion } from "./package/version.js";

/** Runs the command that the arguments name, and sets `process.exitCode`. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? ExitCode.fine : ExitCode.wrongUse;
    } else {
      process.stderr.write(`actionary: ${error instanceof Error ? error.message : String(error)}\n`);
      process.stderr.write("This is a fault of Actionary. Please report it with what you ran.\n");
      if (process.env.ACTIONARY_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
      process.exitCode = ExitCode.wrongUse;
    }
  }
}

function createProgram(): Command {
  const program = new Command("actionary")
    .description("Plain TypeScript functions in; typed, validated, least-privilege actions out.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("(actionary --help lists the commands and options)")
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      "after",
      `
Examples:
  $ actionary codegen                        generate everything from the actions
  $ actionary list                           every action there is
  $ actionary show integrations.github.get_repo
  $ actionary run integrations.example.sample_integration --input '{"input1":"World","input2":3}'
  $ actionary secrets list                   which secrets the actions need

Exit codes: 0 fine; 1 the sources have errors, something is stale, or the call failed; 2 wrong use.`,
    );
  const commands = [codegenCommand(), listCommand(), showCommand(), runCommand(), secretsCommand(), explainCommand()];
  for (const command of commands) {
    program.addCommand(command.copyInheritedSettings(program));
    for (const inner of command.commands) inner.copyInheritedSettings(command);
  }
  return program;
}
