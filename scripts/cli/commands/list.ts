import { Command } from "commander";
import { emitCatalog } from "../../../codegen/emit/emit-manifest.js";
import type { CatalogEntry } from "../../../runtime/contract/manifest.js";
import { colorsFor } from "../output/colors.js";
import { plural } from "../output/print-problems.js";
import { currentProject, readManifest } from "./project-files.js";
import { reportFailures } from "./report-failures.js";

/** `actionary list`: every action by namespace. */
export function listCommand(): Command {
  return new Command("list")
    .description("list all actions")
    .option("--json", "print the catalog as JSON")
    .addHelpText("after", "\nExamples:\n  $ actionary list\n  $ actionary list --json | jq '.[].key'")
    .action(
      reportFailures(async (flags: { readonly json?: true }) => {
        const project = await currentProject();
        const catalog = emitCatalog(readManifest(project));
        if (flags.json) process.stdout.write(`${JSON.stringify(catalog, undefined, 2)}\n`);
        else if (catalog.length === 0)
          process.stdout.write(`No actions yet. Export a function from a file below ${project.actions}.\n`);
        else process.stdout.write(printCatalog(catalog));
      }),
    );
}

function printCatalog(catalog: readonly CatalogEntry[]): string {
  const paint = colorsFor(process.stdout);
  const width = Math.max(...catalog.map((entry) => entry.key.length));
  const lines = catalog.map(({ key, title, secrets }) => {
    const needs = secrets.length > 0 ? paint.dim(`  needs ${secrets.join(", ")}`) : "";
    return `${paint.bold(key)}${" ".repeat(width - key.length)}  ${title}${needs}`;
  });
  return `${lines.join("\n")}\n\n${plural(catalog.length, "action")}. \`actionary show KEY\` tells all about one.\n`;
}
