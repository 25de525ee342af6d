// `npm run bench`: measures Actionary beside its peers. Not a test: machines are noisy, so a person reads the result.
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { ExitCode } from "../cli/output/exit-code.js";
import { benchActions } from "./actions/actions.js";
import { benchCodegen, growthOf } from "./codegen/codegen.js";
import type { Growth, Section } from "./harness/figure.js";
import { printGrowth, printTables } from "./harness/print-table.js";
import { benchPool } from "./pool/pool.js";
import { benchSecrets } from "./secrets/secrets.js";
import { benchStart } from "./start/start.js";
import { benchDepth, growthOfDepth } from "./validators/depth.js";
import { benchValidators } from "./validators/validators.js";

interface Flags {
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

benchmark("codegen", "code generation: cold, unchanged, after an edit; beside tsc and generators of schemas")
  .option(
    "--files <count...>",
    "how many files the generated trees have; 10000 takes minutes a round",
    readCounts,
    [10, 1000],
  )
  .action(async ({ json, ...options }: Flags & { readonly files: readonly number[] }) => {
    const sections = await benchCodegen(options);
    printSections({ benchmark: "codegen", sections, growth: growthOf(sections) }, json);
  });

benchmark("actions", "what consumers of actions.ts wait for: tsc, completion of a key, hover")
  .option("--actions <count...>", "how many actions there are", readCounts, [100, 1000, 10_000])
  .action(async ({ json, ...options }: Flags & { readonly actions: readonly number[] }) => {
    printSections({ benchmark: "actions", sections: await benchActions(options) }, json);
  });

benchmark("pool", "calls in lanes: how many, how soon, what a lane costs; beside other pools and a bare worker").action(
  async ({ json, ...options }: Flags) => {
    printSections({ benchmark: "pool", sections: await benchPool(options) }, json);
  },
);

benchmark("secrets", "what a call costs more because it reads a secret, by where that comes from; kept and not").action(
  async ({ json, ...options }: Flags) => {
    printSections({ benchmark: "secrets", sections: await benchSecrets(options) }, json);
  },
);

benchmark("start", "from the start of a process to its first result, with 1,000 actions known").action(
  async ({ json, ...options }: Flags) => {
    printSections({ benchmark: "start", sections: await benchStart(options) }, json);
  },
);

benchmark("validators", "judging values of several shapes, of 200 bytes and of 1 MB; beside Ajv's compiled code")
  .option("--depth", "measure instead how the time grows with the depth of values of recursive unions")
  .action(async ({ json, depth, ...options }: Flags & { readonly depth?: true }) => {
    const sections = depth ? await benchDepth(options.rounds) : await benchValidators(options);
    printSections({ benchmark: "validators", sections, growth: depth ? growthOfDepth(sections) : [] }, json);
  });

/** Adds a benchmark as a command, with the options that all have. */
function benchmark(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--rounds <count>", "how often each figure is measured", readCount, 5)
    .option("--seed <number>", "what the trees are drawn from", readCount, 1)
    .option("--json", "print one JSON object")
    .copyInheritedSettings(program);
}

interface Report {
  readonly benchmark: string;
  readonly sections: readonly Section[];
  readonly growth?: readonly Growth[];
}

function printSections(report: Report, json?: true): void {
  const tables = (): string => `${printTables(report.sections)}\n${printGrowth(report.growth ?? [])}`;
  const text = json ? JSON.stringify({ node: process.version, ...report }) : tables();
  process.stdout.write(`${text.trimEnd()}\n`);
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("It is not a whole number above zero.");
  return count;
}

/** Reads one count of a list: the first replaces the default, others are added. */
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
