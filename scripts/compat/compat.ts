// `npm run compat`: uses packages of all kinds in plain Node and in lanes, in each Node, against servers of its own.
import { Command, CommanderError } from "commander";
import { ExitCode } from "../cli/output/exit-code.js";
import { plural } from "../cli/output/print-problems.js";
import { installNode, versions } from "../nodes.mjs";
import { type Case, readCases } from "./cases.js";
import { buildSqlite } from "./native.js";
import { findRegressions, writePage } from "./packages-page.js";
import { type Generated, generate, installPackages, withProject } from "./project.js";
import { kinds, type NodeProgram, type Outcome, runCases } from "./run-cases.js";
import { withServers } from "./servers.js";
import { printOutcomes } from "./table.js";

interface Flags {
  readonly only?: readonly string[];
  readonly node?: readonly string[];
  readonly json?: true;
  readonly write?: true;
}

const program = new Command("compat")
  .usage("[options]")
  .description(
    "Uses npm packages in plain Node, in a thread lane and in a process lane, on each Node, and compares the results.\n" +
      "Packages and Nodes that are not there yet are installed from the npm registry below .cache.\n" +
      "Ends with 1 where a package fails that works according to docs/packages.md.",
  )
  .option("--only <names...>", "these packages alone, such as `got @aws-sdk/client-s3`")
  .option("--node <versions...>", `these versions of Node alone, of ${versions.join(", ")}`)
  .option("--json", "print one JSON object")
  .option("--write", "write the table of docs/packages.md; with all packages and all versions")
  .showSuggestionAfterError()
  .exitOverride()
  .addHelpText(
    "after",
    "\nExamples:\n  $ npm run compat\n  $ npm run compat -- --only got pino --node 24\n  $ npm run compat -- --write",
  )
  .action(runCompat);

async function runCompat(flags: Flags): Promise<void> {
  const chosen = flags.node ?? versions;
  for (const version of chosen)
    if (!versions.includes(version)) refuse(`--node ${version}: one of ${versions.join(", ")} is meant`);
  const cases = chooseCases(flags.only);
  if (flags.write && (flags.only || flags.node))
    refuse("--write needs all packages and versions: leave --only and --node out");
  const modules = installPackages();
  const nodes = chosen.map((version) => ({ version, program: installNode(version) }));
  if (cases.some(({ name }) => name === "better-sqlite3")) for (const node of nodes) buildSqlite(modules, node);
  const start = performance.now();
  const { outcomes, generated } = await withProject((project) => tryAll(project, cases, nodes));
  const regressions = findRegressions(outcomes, versions);
  if (flags.write) writePage(outcomes, generated.entries, versions);
  const figures = { codegenSeconds: generated.seconds, seconds: (performance.now() - start) / 1000 };
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ ...figures, outcomes, regressions })}\n`
      : printReport(outcomes, cases, chosen, figures),
  );
  if (regressions.length === 0) return;
  const names = [...new Set(regressions.map((each) => each.case.name))];
  process.stderr.write(`compat: works according to docs/packages.md, and fails: ${names.join(", ")}\n`);
  process.exitCode = ExitCode.failed;
}

async function tryAll(
  project: string,
  cases: readonly Case[],
  nodes: readonly NodeProgram[],
): Promise<{ readonly outcomes: readonly Outcome[]; readonly generated: Generated }> {
  showProgress("codegen");
  const generated = generate(project, cases);
  const outcomes: Outcome[] = [];
  const report = (some: readonly Outcome[]): void => {
    outcomes.push(...some);
    showProgress(`${outcomes.length / kinds.length} of ${cases.length * nodes.length}`);
  };
  await withServers(project, (addresses) => runCases(generated, { nodes, addresses }, report));
  showProgress("");
  return { outcomes, generated };
}

function chooseCases(names: readonly string[] | undefined): readonly Case[] {
  const cases = readCases();
  const unknown = names?.filter((name) => !cases.some((each) => each.name === name)) ?? [];
  if (unknown.length > 0) refuse(`--only ${unknown.join(" ")}: no file below scripts/compat/actions has that @title`);
  return names ? cases.filter(({ name }) => names.includes(name)) : cases;
}

function refuse(reason: string): never {
  return program.error(`error: ${reason}`, { exitCode: ExitCode.wrongUse });
}

function printReport(
  outcomes: readonly Outcome[],
  cases: readonly Case[],
  chosen: readonly string[],
  { codegenSeconds, seconds }: { readonly codegenSeconds: number; readonly seconds: number },
): string {
  const time = `codegen ${codegenSeconds.toFixed(1)} s, in all ${seconds.toFixed(0)} s`;
  return `${printOutcomes(outcomes, cases, chosen)}\n${plural(cases.length, "package")}, Node ${chosen.join(", ")}; ${time}\n`;
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? ExitCode.fine : ExitCode.wrongUse;
  } else {
    process.stderr.write(`compat: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = ExitCode.failed;
  }
}
