import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Command } from "commander";
import { freshnessOf } from "../../../codegen/freshness.js";
import type { Project } from "../../../codegen/model/project.js";
import type { LogLine } from "../../../runtime/contract/context.js";
import { isJsonObject, type Json, type JsonObject } from "../../../runtime/contract/json.js";
import type { ActionError, Runtime } from "../../../runtime/index.js";
import { ExitCode } from "../output/exit-code.js";
import { printProblems } from "./codegen.js";
import { generate } from "./generate.js";
import { CommandFault, currentProject } from "./project-files.js";
import { reportFailures } from "./report-failures.js";

interface Flags {
  readonly input?: string;
  readonly json?: true;
  readonly codegen: boolean;
}

/** `actionary run KEY`: one call in a lane, with secrets from the environment. */
export function runCommand(): Command {
  return new Command("run")
    .description("run one action in a lane; secrets come from the environment")
    .argument("<key>", "the action's key, such as integrations.github.get_repo")
    .option("--input <json|@file|->", "the arguments: JSON, @ and a file that holds it, or - for standard input")
    .option("--json", "print {ok, result, ms} or {ok, error} on stdout")
    .option("--no-codegen", "run what was generated last, even if the sources are newer")
    .addHelpText(
      "after",
      `
Examples:
  $ actionary run integrations.example.sample_integration --input '{"input1":"World","input2":3}'
  $ GITHUB_TOKEN=… actionary run integrations.github.get_repo --input '{"owner":"octocat","repo":"hello-world"}'
  $ actionary run tools.exa.search --input @search.json --json
  $ jq -n '{query: "worker threads"}' | actionary run tools.exa.search --input -

A secret is looked up as NAME__KEY, then as KEY: GITHUB__GITHUB_TOKEN, then GITHUB_TOKEN.`,
    )
    .action(
      reportFailures(async (key: string, flags: Flags) => {
        const project = await currentProject();
        const input = parseInput(readInput(flags.input));
        if (flags.codegen && !(await generateIfStale(project, { isQuiet: Boolean(flags.json) }))) {
          process.exitCode = ExitCode.failed;
          return;
        }
        process.exitCode = await runAction(project, { key, input, asJson: Boolean(flags.json) });
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

/** Runs codegen when the generated files are older than the sources; returns false, after printing them, when these have errors. */
async function generateIfStale(project: Project, output: { readonly isQuiet: boolean }): Promise<boolean> {
  if (freshnessOf(project) === "fresh") return true;
  const report = await generate({ cwd: project.root }, output);
  const changed = report.files.filter((file) => file.status !== "unchanged").length;
  if (!report.ok) printProblems(report);
  else if (changed > 0)
    process.stderr.write(`Brought ${project.out} up to date (${changed} files, ${report.ms} ms).\n`);
  return report.ok;
}

interface ActionCall {
  readonly key: string;
  readonly input: JsonObject;
  readonly asJson: boolean;
}

async function runAction(project: Project, { key, input, asJson }: ActionCall): Promise<number> {
  const start = performance.now();
  const cancel = new AbortController();
  const onInterrupt = (): void => cancel.abort();
  process.once("SIGINT", onInterrupt);
  // Loaded here, because only this command runs actions.
  const { ActionError, createRuntime } = await import("../../../runtime/index.js");
  let runtime: Runtime | undefined;
  try {
    runtime = await createRuntime({ generated: join(project.root, project.out), lanes: 1 });
    const result = await runtime.run(key, input, { signal: cancel.signal, onLog: printLog });
    const ms = Math.round(performance.now() - start);
    process.stdout.write(
      asJson ? `${JSON.stringify({ ok: true, result, ms })}\n` : `${JSON.stringify(result, undefined, 2)}\n`,
    );
    return ExitCode.fine;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (asJson) process.stdout.write(`${JSON.stringify({ ok: false, error })}\n`);
    else process.stderr.write(printError(error));
    return ExitCode.failed;
  } finally {
    process.off("SIGINT", onInterrupt);
    await runtime?.close();
  }
}

function printLog({ level, message, fields }: LogLine): void {
  const facts =
    typeof fields === "object" && fields !== null && Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : "";
  process.stderr.write(`[${level}] ${message}${facts}\n`);
}

function printError(error: ActionError): string {
  const faults =
    error.code.startsWith("INVALID_") && Array.isArray(error.details) ? (error.details as readonly JsonObject[]) : [];
  const lines = faults.map((fault) => `  ${String(fault.path) || "/"}: ${String(fault.message)}\n`);
  return `error ${error.code}: ${error.message}\n${lines.join("")}`;
}
