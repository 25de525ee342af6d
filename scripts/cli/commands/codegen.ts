import { Command, Option } from "commander";
import type { Colors } from "picocolors/types.js";
import { createMemory } from "../../../codegen/cache/memory.js";
import type { CodegenReport } from "../../../codegen/codegen.js";
import type { ProjectOverrides } from "../../../codegen/model/project.js";
import type { FixScope } from "../../../codegen/report/fix.js";
import { codegenCommand as commandToRun } from "../../../runtime/contract/command.js";
import { plainJson, plainText } from "../../../runtime/contract/plain-text.js";
import { colorsFor } from "../output/colors.js";
import { ExitCode } from "../output/exit-code.js";
import { plural } from "../output/print-problems.js";
import { printProblems } from "../output/print-report.js";
import { printTimings } from "../output/print-timings.js";
import type { RoundNews } from "../watch/round-news.js";
import type { WatchSetup } from "../watch/watcher.js";
import { generate } from "./generate.js";

interface Flags {
  readonly check?: true;
  readonly build?: true;
  readonly actions?: string;
  readonly out?: string;
  readonly strict?: true;
  readonly json?: true;
  readonly fix?: FixScope;
  readonly watch?: true;
  readonly timings?: true;
  readonly allProblems?: true;
  readonly cache?: false;
}

/** `actionary codegen`: generates everything, or checks that it is up to date. */
export function codegenCommand(): Command {
  return new Command("codegen")
    .description("generate schemas, types, forms and validators from the actions")
    .option("--check", "write nothing; exit 1 when committed files are stale, missing or edited by hand")
    .option("--build", "with --check: judge generated/build too")
    .addOption(
      new Option(
        "--fix [scope]",
        "mend the actions where that is safe, then generate; --fix=all: in every way there is",
      )
        .choices(["safe", "all"])
        .preset("safe"),
    )
    .addOption(
      new Option("--watch", "stay, and generate again at every change, until Ctrl-C").conflicts([
        "check",
        "build",
        "fix",
      ]),
    )
    .option("--actions <dir>", "the folder of the actions (default: the one in package.json, else actions)")
    .option("--out <dir>", "the folder of generated files (default: the one in package.json, else generated)")
    .option("--strict", 'take every warning for an error, as `"strict": true` in package.json does')
    .option("--no-cache", "work everything out again, and keep nothing in .cache/actionary")
    .option("--json", "print one JSON object on stdout, for tools; with --watch one a line")
    .option("--all-problems", "show every warning; otherwise the first 20, and how many more there are")
    .option("--timings", "print where the time went, by phase")
    .addHelpText(
      "after",
      `
Examples:
  $ actionary codegen
  $ actionary codegen --check                      before a commit
  $ actionary codegen --check --no-cache           in CI: judges by the sources alone
  $ actionary codegen --fix                        mend misspelt tags and what else is safe
  $ actionary codegen --fix=all                    change types too; run tsc on the result
  $ actionary codegen --strict                     in CI, if no warning may stay
  $ actionary codegen --watch                      while you write actions
  $ actionary codegen --actions src/actions --out src/generated
  $ actionary codegen --json | jq '.diagnostics[].message'`,
    )
    .action(runCodegen);
}

async function runCodegen(flags: Flags, command: Command): Promise<void> {
  const refuse = (reason: string): never => command.error(`error: ${reason}`, { exitCode: ExitCode.wrongUse });
  if (flags.build && !flags.check) refuse("--build goes with --check");
  if (flags.fix && flags.check) refuse("--check writes nothing, so it does not go with --fix");
  const memory = flags.watch ? createMemory() : undefined;
  const options = {
    ...(flags.actions === undefined ? {} : { actions: flags.actions }),
    ...(flags.out === undefined ? {} : { out: flags.out }),
    ...(flags.strict ? { strict: true } : {}),
    ...(flags.fix ? { fix: flags.fix } : {}),
    ...(flags.cache === false ? { cache: false } : {}),
    ...(memory ? { memory } : {}),
    ...(flags.check ? { check: flags.build ? ("all" as const) : ("committed" as const) } : {}),
  };
  const run = (): Promise<CodegenReport> => generate(options, { isQuiet: Boolean(flags.json) });
  if (memory) {
    const generate: WatchSetup["generate"] = (changes) => {
      memory.expect(changes);
      return run();
    };
    return watchWith(flags, options, { generate, settle: memory.settle, warmUp: memory.warmUp });
  }
  const report = await run();
  printRun(report, flags);
  process.exitCode = report.ok ? ExitCode.fine : ExitCode.failed;
}

async function watchWith(
  flags: Flags,
  overrides: ProjectOverrides,
  work: Pick<WatchSetup, "generate" | "settle" | "warmUp">,
): Promise<void> {
  // Loaded here, because only this command watches.
  const { watchProject } = await import("../watch/watch.js");
  await watchProject({
    overrides,
    ...work,
    print: (report, news) => printRound(report, news, flags),
    printLine: (line) => (flags.json ? process.stderr : process.stdout).write(`${plainText(line)}\n`),
  });
}

/** Prints a round of `--watch`: the first as a whole, of later ones the problems that are new, or with `--all-problems` all. */
function printRound(report: CodegenReport, news: RoundNews | undefined, flags: Flags): void {
  if (news === undefined || flags.json) {
    printRun(report, flags);
    return;
  }
  printProblems(report, flags.allProblems ? { isAll: true } : { isShown: (each) => news.added.has(each) });
  if (flags.timings) process.stderr.write(printTimings(report.timings));
}

function printRun(report: CodegenReport, flags: Flags): void {
  if (flags.json) process.stdout.write(`${plainJson(toJson(report, flags))}\n`);
  else printReport(report, flags);
  if (flags.timings && !flags.json) process.stderr.write(printTimings(report.timings));
}

function toJson({ ok, actions, diagnostics, files, fixed, ms, timings }: CodegenReport, flags: Flags): object {
  return {
    ...{ ok, actions, diagnostics },
    files: files.map(({ path, status }) => ({ path, status })),
    ...(flags.fix ? { fixed } : {}),
    ms,
    ...(flags.timings ? { timings } : {}),
  };
}

/** Prints problems to stderr, and the files to stdout. */
function printReport(report: CodegenReport, flags: Flags): void {
  const paint = colorsFor(process.stdout);
  process.stdout.write(fixedLines(report, paint).join(""));
  printProblems(report, { isAll: Boolean(flags.allProblems) });
  if (report.problems.some((problem) => problem.severity === "error")) return;
  const stale = report.files.filter((file) => file.status === "stale");
  const lines = flags.check ? checkLines(report, stale, paint) : writeLines(report, paint);
  process.stdout.write(`${lines.join("\n")}\n`);
}

function fixedLines({ fixed }: CodegenReport, paint: Colors): readonly string[] {
  const mended = fixed.flatMap((file) => (file.status === "fixed" ? [file] : []));
  const kept = fixed.flatMap((file) => (file.status === "kept" ? [file] : []));
  const count = mended.reduce((sum, file) => sum + file.problems, 0);
  return [
    ...(count > 0 ? [`Fixed ${paint.bold(plural(count, "problem"))} in ${plural(mended.length, "file")}.\n`] : []),
    ...mended.map(
      ({ path, problems }) => `  ${paint.green("fixed")} ${plainText(path)} ${paint.dim(`(${problems})`)}\n`,
    ),
    ...kept.map(({ path, reason }) => `  ${paint.yellow("kept")} ${plainText(`${path}: ${reason}`)}\n`),
  ];
}

function writeLines(report: CodegenReport, paint: Colors): readonly string[] {
  const isBuild = (path: string): boolean => path.startsWith(`${report.out}/build/`);
  const touched = report.files.filter((file) => file.status !== "unchanged");
  const changed = touched.filter((file) => !isBuild(file.path));
  const built = touched.filter((file) => isBuild(file.path));
  const names = changed.map(
    (file) => `  ${file.status === "deleted" ? paint.red("deleted") : paint.green("written")} ${plainText(file.path)}`,
  );
  const build =
    built.length > 0 ? [`  ${paint.dim(`and ${plural(built.length, "file")} below ${report.out}/build`)}`] : [];
  return [foundLine(report, paint), ...names, ...build, doneLine(report, changed.length + built.length)];
}

function foundLine(report: CodegenReport, paint: Colors): string {
  return `Found ${paint.bold(plural(report.actions, "action"))} below ${report.project.actions}.`;
}

function doneLine(report: CodegenReport, changed: number): string {
  const time = report.ms < 1000 ? `${report.ms} ms` : `${(report.ms / 1000).toFixed(1)} s`;
  const total = plural(report.files.length, "file");
  if (changed === 0) return `Everything is up to date: ${total} unchanged, in ${time}.`;
  return `Wrote ${changed} of ${total} in ${time}.`;
}

function checkLines(report: CodegenReport, stale: CodegenReport["files"], paint: Colors): readonly string[] {
  if (stale.length === 0) {
    return [foundLine(report, paint), `Everything is up to date: ${plural(report.files.length, "file")} checked.`];
  }
  const lines = stale.map((file) => `  ${paint.red("stale")} ${plainText(`${file.path}${stalenessText(file)}`)}`);
  return [foundLine(report, paint), ...lines, `Run \`${commandToRun}\` and commit what it writes.`];
}

function stalenessText(file: CodegenReport["files"][number]): string {
  if (!("staleness" in file)) return "";
  const { staleness } = file;
  switch (staleness.kind) {
    case "missing":
      return ": missing";
    case "orphan":
      return ": generated no more";
    case "different":
      return `:${staleness.line}\n    expected ${quote(staleness.expected)}\n    found    ${quote(staleness.actual)}`;
    default:
      return staleness satisfies never;
  }
}

function quote(line: string | undefined): string {
  if (line === undefined) return "the end of the file";
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
