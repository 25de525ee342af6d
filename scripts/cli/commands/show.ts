import { Command } from "commander";
import type { Colors } from "picocolors/types.js";
import { printType } from "../../../codegen/emit/print-type.js";
import type { Project } from "../../../codegen/model/project.js";
import { commandLine } from "../../../runtime/contract/command.js";
import type { JsonSchema } from "../../../runtime/contract/json.js";
import { chooseLaneKind, secretNamesOf } from "../../../runtime/contract/lane-kind.js";
import type { ActionEntry, SecretRequirement, SecretUse } from "../../../runtime/contract/manifest.js";
import { plainData, plainJson } from "../../../runtime/contract/plain-text.js";
import { colorsFor } from "../output/colors.js";
import { currentProject, readManifest } from "../project/project-files.js";
import { reportFailures } from "../project/report-failures.js";
import { callExample } from "./call-example.js";
import { checkKey } from "./find-action.js";
import { readReachedPackages } from "./last-build.js";
import { findReaders } from "./secret-readers.js";

/** `actionary show KEY`: parameters, secrets, schemas and a call. */
export function showCommand(): Command {
  return new Command("show")
    .description("show one action: parameters, secrets, schemas, and a call ready to paste")
    .argument("<key>", "the action's key, such as integrations.github.get_repo")
    .option("--json", "print the manifest's entry as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ actionary show integrations.github.get_repo\n  $ actionary show tools.slack.post_message --json | jq .input",
    )
    .action(
      reportFailures(async (key: string, flags: { readonly json?: true }) => {
        const project = await currentProject();
        const { actions } = readManifest(project);
        checkKey(key, Object.keys(actions));
        const entry = actions[key];
        if (entry === undefined) return;
        process.stdout.write(flags.json ? `${plainJson(entry, 2)}\n` : printEntry(plainData(entry), project));
      }),
    );
}

function printEntry(entry: ActionEntry, project: Project): string {
  const paint = colorsFor(process.stdout);
  const sections = [
    `${paint.bold(entry.key)}  ${entry.title}\n${entry.description}${entry.remarks ? `\n\n${entry.remarks}` : ""}`,
    ...(entry.deprecated === undefined ? [] : [paint.yellow(`Deprecated: ${entry.deprecated}`)]),
    section("Parameters", parameterLines(entry, paint), paint),
    section(
      "Secrets",
      entry.secrets.map((each) => requirementLine(each, { entry, project, paint })),
      paint,
    ),
    section("Result", [typeText(entry.output)], paint),
    section("Facts", factLines(entry, project), paint),
    section("Schemas", [`input  ${JSON.stringify(entry.input)}`, `output ${JSON.stringify(entry.output)}`], paint),
    section(
      "Call",
      [`${commandLine} run ${entry.key} --input '${callExample(entry).replaceAll("'", "'\\''")}'`],
      paint,
    ),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[], paint: Colors): string {
  if (lines.length === 0) return `${paint.underline(title)}\n  none`;
  return `${paint.underline(title)}\n${lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`).join("\n")}`;
}

function parameterLines(entry: ActionEntry, paint: Colors): readonly string[] {
  const properties = (entry.input.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  return entry.parameters.map(({ name, required, default: value, description }) => {
    const type = typeText({ ...properties[name], definitions: entry.input.definitions });
    const given = value === undefined ? "" : ` = ${JSON.stringify(value)}`;
    const about = description === undefined ? "" : `\n    ${paint.dim(description.replaceAll("\n", "\n    "))}`;
    return `${paint.bold(name)}${required ? "" : "?"}: ${type}${given}${about}`;
  });
}

function typeText(schema: JsonSchema): string {
  const definitions = (schema.definitions ?? {}) as Readonly<Record<string, JsonSchema>>;
  const names = new Map(Object.keys(definitions).map((name) => [name, name]));
  const root = printType(schema, { definitions, hoisted: names });
  const named = Object.entries(definitions)
    .filter(([name]) => root !== name && root.includes(name))
    .map(([name, definition]) => `\n${name} = ${printType(definition, { definitions, hoisted: names })}`);
  const own = definitions[root];
  return own ? printType(own, { definitions, hoisted: names }) : root + named.join("");
}

/** The action whose secrets are printed, with what their lines need. */
interface ShownEntry {
  readonly entry: ActionEntry;
  readonly project: Project;
  readonly paint: Colors;
}

function requirementLine(requirement: SecretRequirement, shown: ShownEntry): string {
  if (!("oneOf" in requirement)) return useLine(requirement, shown);
  return ["one of", ...requirement.oneOf.map((use) => `  ${useLine(use, shown).replaceAll("\n", "\n  ")}`)].join("\n");
}

/** The keys of a secret, and the lines that read them. */
function useLine(use: SecretUse, { entry, project, paint }: ShownEntry): string {
  const { name, keys, optionalKeys, optional } = use;
  const all = [...keys, ...optionalKeys.map((key) => `${key} (optional)`)];
  const readers = findReaders(project, entry, name).map(({ file, lines }) => `${file}:${lines.join(", ")}`);
  const read = readers.length === 0 ? "" : `\n  ${paint.dim(`read in ${readers.join("; ")}`)}`;
  return `${name}${optional ? " (optional)" : ""}: ${all.join(", ")}${read}`;
}

/** How the action runs by default, and why; undefined before it is built. */
function isolationOf({ key, permissions, secrets }: ActionEntry, project: Project): string | undefined {
  const packages = readReachedPackages(project, key);
  if (packages === undefined) return undefined;
  const { kind, reason } = chooseLaneKind("auto", { permissions, packages, secrets: secretNamesOf(secrets) });
  return `${kind}: ${reason}`;
}

function factLines(entry: ActionEntry, project: Project): readonly string[] {
  const { effects, limits, permissions, meta } = entry;
  const names = Object.entries(effects).flatMap(([name, holds]) => (holds ? [name] : []));
  const fact = (name: string, value: unknown): readonly string[] =>
    value === undefined || value === "" ? [] : [`${name}: ${String(value)}`];
  return [
    ...fact("effects", names.join(", ")),
    ...fact("timeout", limits.timeoutMs === undefined ? undefined : `${limits.timeoutMs} ms`),
    ...fact("retry", limits.retries === undefined ? undefined : `${limits.retries} times`),
    ...fact("concurrency", limits.concurrency),
    ...(limits.exclusive ? ["exclusive: each call has a lane for itself"] : []),
    ...(entry.approval ? ["needs approval"] : []),
    ...fact("isolation", isolationOf(entry, project)),
    ...fact("permissions", permissions.join(", ")),
    ...fact("failures", entry.failures.join("; ")),
    ...fact("hosts", entry.hosts.join(", ")),
    ...fact("vars", entry.vars.join(", ")),
    ...fact("group", entry.group),
    ...fact("author", entry.author),
    ...fact("version", entry.version),
    ...Object.entries(meta).map(([name, value]) => `meta ${name}: ${JSON.stringify(value)}`),
    ...fact("documentation", entry.docUrl),
    `source: ${entry.source.file}`,
  ];
}
