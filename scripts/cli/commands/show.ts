import { Command } from "commander";
import type { Colors } from "picocolors/types.js";
import { printType } from "../../../codegen/emit/print-type.js";
import type { JsonSchema } from "../../../runtime/contract/json.js";
import type { ActionEntry, SecretRequirement, SecretUse } from "../../../runtime/contract/manifest.js";
import { colorsFor } from "../output/colors.js";
import { callExample } from "./call-example.js";
import { checkKey } from "./find-action.js";
import { currentProject, readManifest } from "./project-files.js";
import { reportFailures } from "./report-failures.js";

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
        const { actions } = readManifest(await currentProject());
        checkKey(key, Object.keys(actions));
        const entry = actions[key];
        if (entry === undefined) return;
        process.stdout.write(flags.json ? `${JSON.stringify(entry, undefined, 2)}\n` : printEntry(entry));
      }),
    );
}

function printEntry(entry: ActionEntry): string {
  const paint = colorsFor(process.stdout);
  const sections = [
    `${paint.bold(entry.key)}  ${entry.title}\n${entry.description}${entry.remarks ? `\n\n${entry.remarks}` : ""}`,
    ...(entry.deprecated === undefined ? [] : [paint.yellow(`Deprecated: ${entry.deprecated}`)]),
    section("Parameters", parameterLines(entry, paint), paint),
    section("Secrets", entry.secrets.map(requirementLine), paint),
    section("Result", [typeText(entry.output)], paint),
    section("Facts", factLines(entry), paint),
    section("Schemas", [`input  ${JSON.stringify(entry.input)}`, `output ${JSON.stringify(entry.output)}`], paint),
    section("Call", [`actionary run ${entry.key} --input '${callExample(entry).replaceAll("'", "'\\''")}'`], paint),
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

function requirementLine(requirement: SecretRequirement): string {
  return "oneOf" in requirement ? `one of: ${requirement.oneOf.map(useLine).join("; or ")}` : useLine(requirement);
}

function useLine({ name, keys, optionalKeys, optional }: SecretUse): string {
  const all = [...keys, ...optionalKeys.map((key) => `${key} (optional)`)];
  return `${name}${optional ? " (optional)" : ""}: ${all.join(", ")}`;
}

function factLines(entry: ActionEntry): readonly string[] {
  const { effects, limits } = entry;
  const names = Object.entries(effects).flatMap(([name, holds]) => (holds ? [name] : []));
  return [
    ...(names.length > 0 ? [`effects: ${names.join(", ")}`] : []),
    ...(limits.timeoutMs === undefined ? [] : [`timeout: ${limits.timeoutMs} ms`]),
    ...(entry.failures.length > 0 ? [`failures: ${entry.failures.join(", ")}`] : []),
    ...(entry.hosts.length > 0 ? [`hosts: ${entry.hosts.join(", ")}`] : []),
    ...(entry.approval ? ["needs approval"] : []),
    ...(entry.docUrl === undefined ? [] : [`documentation: ${entry.docUrl}`]),
    `source: ${entry.source.file}`,
  ];
}
