// `npm run bench`: measures Actionary beside its peers. Nothing here is a test: machines are noisy, so a person reads it.
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { ExitCode } from "../exit-code.js";
import { benchCodegen, growthOf } from "./codegen/codegen.js";
import { printTables } from "./print-table.js";

interface Flags {
  readonly files: readonly number[];
  readonly rounds: number;
  readonly seed: number;
  readonly json?: true;
}

const program = new Command("bench")
  .usage("NAME [options]")
  .description("Measures Actionary beside its peers, in alternated rounds.")
  .helpCommand(false)
  .showSuggestionAfterError()
  .exitOverride()
  .addHelpText(
    "after",
    "\nExamples:\n  $ npm run bench -- codegen\n  $ npm run bench -- codegen --files 1000 10000 --json",
  );

program
  .command("codegen")
  .description("code generation: cold, unchanged, after an edit; beside tsc and generators of schemas")
  .option("--files <count...>", "how many files the generated trees have", readCounts, [1000])
  .option("--rounds <count>", "how often each figure is measured", readCount, 5)
  .option("--seed <number>", "what the trees are drawn from", readCount, 1)
  .option("--json", "print one JSON object")
  .copyInheritedSettings(program)
  .action(async ({ json, ...options }: Flags) => {
    const sections = await benchCodegen(options);
    const growth = growthOf(sections);
    if (json)
      process.stdout.write(`${JSON.stringify({ benchmark: "codegen", node: process.version, sections, growth })}\n`);
    else process.stdout.write(`${printTables(sections)}${growth === undefined ? "" : `\n${growth}\n`}`);
  });

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("It is not a whole number above zero.");
  return count;
}

/** The first count of a list replaces the default, the others join it. */
function readCounts(text: string, before: readonly number[] & { isGiven?: true }): readonly number[] {
  const counts = before.isGiven ? [...before, readCount(text)] : [readCount(text)];
  return Object.assign(counts, { isGiven: true as const });
}

try {
  if (process.argv.length === 2) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? ExitCode.fine : ExitCode.wrongUse;
  } else {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = ExitCode.failed;
  }
}
