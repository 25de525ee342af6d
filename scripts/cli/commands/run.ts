import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Command } from "commander";
import type { CodegenReport } from "../../../codegen/codegen.js";
import { freshnessOf } from "../../../codegen/freshness.js";
import type { Project } from "../../../codegen/model/project.js";
import { codegenCommand } from "../../../runtime/contract/command.js";
import { isJsonObject, type Json, type JsonObject } from "../../../runtime/contract/json.js";
import { secretNamesOf } from "../../../runtime/contract/lane-kind.js";
import { plainJson, plainText } from "../../../runtime/contract/plain-text.js";
import type { Runtime } from "../../../runtime/index.js";
import { CallOutput } from "../output/call-output.js";
import { colorsFor } from "../output/colors.js";
import { ExitCode } from "../output/exit-code.js";
import { printActionError } from "../output/print-error.js";
import { plural } from "../output/print-problems.js";
import { printProblems } from "../output/print-report.js";
import { showsProgress } from "../output/progress-line.js";
import { readEnvironment, type Variables } from "../project/env-file.js";
import { CommandFault, currentProject } from "../project/project-files.js";
import { reportFailures } from "../project/report-failures.js";
import { confirm } from "./confirm.js";
import { generate } from "./generate.js";
import { brokenFiles, isBuiltAsItIs, readBuiltAction } from "./last-build.js";
import { projectStore } from "./secrets/open-store.js";

interface Flags {
  readonly input?: string;
  readonly json?: true;
  readonly approve?: true;
  readonly envFile?: string;
  readonly connection?: readonly string[];
  readonly codegen: boolean;
}

/** `actionary run KEY`: one call in a lane, with secrets from the environment. */
export function runCommand(): Command {
  return new Command("run")
    .description("run one action in a lane; secrets come from the environment, then from the store")
    .argument("<key>", "the action's key, such as integrations.github.get_repo")
    .option("--input <json|@file|->", "the arguments: JSON, @ and a file that holds it, or - for standard input")
    .option("--env-file <file>", "read variables from a file, as node --env-file does; those of the environment win")
    .option("--connection <[secret=]name...>", "use this connection of a secret, or of all of them")
    .option("--approve", "agree to a call that needs approval; otherwise a terminal asks")
    .option("--json", "print {ok, result, ms} or {ok, error} on stdout")
    .option("--no-codegen", "run what was generated last, even if the sources are newer")
    .addHelpText(
      "after",
      `
Examples:
  $ actionary run integrations.example.sample_integration --input '{"input1":"World","input2":3}'
  $ GITHUB_TOKEN=… actionary run integrations.github.get_repo --input '{"owner":"octocat","repo":"hello-world"}'
  $ actionary run tools.exa.search --env-file .env --input @search.json --json
  $ jq -n '{query: "worker threads"}' | actionary run tools.exa.search --input -

A secret is looked up as NAME__KEY, then as KEY: GITHUB__GITHUB_TOKEN, then GITHUB_TOKEN; then in the store (actionary secrets --help).`,
    )
    .action(
      reportFailures(async (key: string, flags: Flags) => {
        const project = await currentProject();
        const input = parseInput(readInput(flags.input));
        const environment = readEnvironment(flags.envFile);
        const asJson = Boolean(flags.json);
        if (flags.codegen && !(await bringUpToDate(project, key, asJson))) {
          process.exitCode = ExitCode.failed;
          return;
        }
        const isApproved = flags.approve === true || (await askForApproval(project, key));
        const connection = connectionsOf(flags.connection ?? [], secretNames(project, key));
        process.exitCode = await runAction(project, { key, input, asJson, environment, isApproved, connection });
      }),
    );
}

function readInput(flag: string | undefined): string {
  if (flag === undefined) return "{}";
  try {
    if (flag === "-") return readFileSync(0, "utf8");
    return flag.startsWith("@") ? readFileSync(flag.slice(1), "utf8") : flag;
  } catch (error) {
    throw new CommandFault(`--input cannot be read: ${(error as Error).message}.`);
  }
}

function parseInput(text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new CommandFault(`--input is not JSON: ${(error as Error).message}. Write it as '{"name": "value"}'.`);
  }
  if (isJsonObject(value)) return value;
  throw new CommandFault('--input is not a JSON object. Arguments go by name: \'{"name": "value"}\'.');
}

/**
 * Runs codegen when the generated files are older than the sources. Returns false, after printing them, when errors concern
 * the action; errors in other files are named alone.
 */
async function bringUpToDate(project: Project, key: string, isQuiet: boolean): Promise<boolean> {
  if (freshnessOf(project) === "fresh") return true;
  const report = await generate({ cwd: project.root }, { isQuiet });
  const changed = report.files.filter((file) => file.status !== "unchanged").length;
  if (report.ok && changed > 0)
    process.stderr.write(`Brought ${project.out} up to date (${changed} files, ${report.ms} ms).\n`);
  if (report.ok) return true;
  if (isBuiltAsItIs(project, key, report)) {
    process.stderr.write(plainText(notUpToDate(project, key, report)));
    return true;
  }
  printProblems(report);
  return false;
}

function notUpToDate({ out }: Project, key: string, report: CodegenReport): string {
  const count = report.diagnostics.filter(({ severity }) => severity === "error").length;
  return (
    `note: ${plural(count, "error")} in ${brokenFiles(report).join(", ")}: ${out} is not brought up to date. The files of ` +
    `\`${key}\` are as they were, so it runs as it was built. \`${codegenCommand}\` shows the errors.\n`
  );
}

/** Asks on a terminal whether to run an action that needs approval; undefined without a terminal, or when none is needed. */
async function askForApproval(project: Project, key: string): Promise<boolean | undefined> {
  const action = readBuiltAction(project, key);
  if (!action?.approval || !process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return confirm(`Run ${key}${action.effects.destructive ? " (destructive)" : ""}?`);
}

/** Returns the connections by secret: `slack=sandbox` of one, `sandbox` of all. */
function connectionsOf(flags: readonly string[], names: readonly string[]): Readonly<Record<string, string>> {
  const pairs = flags.flatMap((flag): readonly (readonly [string, string])[] => {
    const [, name, connection = flag] = /^([a-z0-9_]+)=(.*)$/.exec(flag) ?? [];
    return name === undefined ? names.map((each) => [each, connection]) : [[name, connection]];
  });
  return Object.fromEntries(pairs);
}

/** Returns the names of the secrets that an action reads. */
function secretNames(project: Project, key: string): readonly string[] {
  return secretNamesOf(readBuiltAction(project, key)?.secrets ?? []);
}

interface ActionCall {
  readonly key: string;
  readonly input: JsonObject;
  readonly asJson: boolean;
  readonly environment: Variables;
  /** Names of connections by secret. */
  readonly connection: Readonly<Record<string, string>>;
  /** Undefined: nobody was asked. */
  readonly isApproved: boolean | undefined;
}

async function runAction(project: Project, call: ActionCall): Promise<number> {
  const { key, input, asJson, environment, isApproved, connection } = call;
  const start = performance.now();
  const cancel = new AbortController();
  const onInterrupt = (): void => cancel.abort();
  process.once("SIGINT", onInterrupt);
  const output = new CallOutput(process.stderr, showsProgress(process.stderr));
  // Loaded here, because only this command runs actions.
  const { ActionError, chain, createRuntime, envSecrets } = await import("../../../runtime/index.js");
  const store = await projectStore(project);
  let runtime: Runtime | undefined;
  try {
    runtime = await createRuntime({
      generated: join(project.root, project.out),
      lanes: 1,
      secrets: chain(envSecrets(environment), store),
      ...(isApproved === undefined ? {} : { approve: () => isApproved }),
    });
    const result = await runtime.run(key, input, {
      signal: cancel.signal,
      connection,
      onLog: (line) => output.log(line),
      onProgress: (fraction, message) => output.progress(fraction, message),
    });
    output.clear();
    const ms = Math.round(performance.now() - start);
    process.stdout.write(asJson ? `${plainJson({ ok: true, result, ms })}\n` : `${plainJson(result, 2)}\n`);
    return ExitCode.fine;
  } catch (error) {
    output.clear();
    // A setting of the environment that the runtime does not take.
    if (!(error instanceof ActionError)) throw runtime ? error : new CommandFault((error as Error).message);
    const setting = { root: project.root, cwd: process.cwd(), paint: colorsFor(process.stderr) };
    if (asJson) process.stdout.write(`${plainJson({ ok: false, error })}\n`);
    else process.stderr.write(printActionError(error, setting));
    if (!asJson && error.code === "APPROVAL_REQUIRED" && isApproved === undefined)
      process.stderr.write("  hint: On the command line, --approve agrees to the call.\n");
    return ExitCode.failed;
  } finally {
    process.off("SIGINT", onInterrupt);
    await runtime?.close();
    await store.close();
  }
}
