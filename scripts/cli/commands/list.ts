import { Command } from "commander";
import { emitCatalog } from "../../../codegen/emit/emit-manifest.js";
import { commandLine } from "../../../runtime/contract/command.js";
import type { CatalogEntry } from "../../../runtime/contract/manifest.js";
import { plainData, plainJson, plainText } from "../../../runtime/contract/plain-text.js";
import { colorsFor } from "../output/colors.js";
import { fitLine, widthOf } from "../output/columns.js";
import { plural } from "../output/print-problems.js";
import { currentProject, readManifest } from "../project/project-files.js";
import { reportFailures } from "../project/report-failures.js";

/** `actionary list`: every action by namespace. */
export function listCommand(): Command {
  return new Command("list")
    .description("list all actions, or those with a text in their key, title or description")
    .argument("[filter]", "a text to look for; capitals make no difference")
    .option("--json", "print the catalog as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ actionary list\n  $ actionary list github\n  $ actionary list --json | jq '.[].key'",
    )
    .action(
      reportFailures(async (filter: string | undefined, flags: { readonly json?: true }) => {
        const project = await currentProject();
        const { actions, platforms } = readManifest(project);
        const all = emitCatalog(Object.values(actions), Object.values(platforms));
        const catalog = filter === undefined ? all : all.filter((entry) => isMatch(entry, filter));
        if (flags.json) process.stdout.write(`${plainJson(catalog, 2)}\n`);
        else if (all.length === 0)
          process.stdout.write(`No actions yet. Export a function from a file below ${project.actions}.\n`);
        else if (catalog.length === 0)
          process.stdout.write(`No action has \`${plainText(filter ?? "")}\` in its key, title or description.\n`);
        else process.stdout.write(printCatalog(plainData(catalog), widthOf(process.stdout)));
      }),
    );
}

function isMatch({ key, title, description }: CatalogEntry, filter: string): boolean {
  return `${key}\n${title}\n${description}`.toLowerCase().includes(filter.toLowerCase());
}

function printCatalog(catalog: readonly CatalogEntry[], columns: number): string {
  const namespaces = new Map<string, CatalogEntry[]>();
  for (const entry of catalog) {
    const namespace = entry.key.slice(0, Math.max(0, entry.key.lastIndexOf(".")));
    namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), entry]);
  }
  const width = Math.max(...catalog.map(({ key }) => key.length));
  const groups = [...namespaces.values()].map((entries) => entries.map((entry) => entryLine(entry, width, columns)));
  const hint = `\`${commandLine} show KEY\` tells all about one.`;
  return `${groups.map((lines) => lines.join("\n")).join("\n\n")}\n\n${plural(catalog.length, "action")}. ${hint}\n`;
}

/** One line: key, title, description as far as it fits, and the secrets. */
function entryLine({ key, title, description, secrets }: CatalogEntry, width: number, columns: number): string {
  const paint = colorsFor(process.stdout);
  const needs = secrets.length > 0 ? `  needs ${secrets.join(", ")}` : "";
  const room = columns - width - 2 - needs.length;
  const about = description.replace(/\.$/, "") === title ? "" : description.replace(/\s+/g, " ");
  const shownTitle = fitLine(title, room);
  const shownAbout = about === "" ? "" : fitLine(about, room - shownTitle.length - 2);
  const text = `${shownTitle}${shownAbout === "" ? "" : paint.dim(`  ${shownAbout}`)}`;
  return `${paint.bold(key)}${" ".repeat(width - key.length)}  ${text}${paint.dim(needs)}`;
}
