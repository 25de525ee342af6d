import { readFileSync } from "node:fs";
import { Command } from "commander";
import { problemCodes } from "../../../codegen/report/problems.js";
import { nearestOf } from "../../../runtime/contract/suggest.js";
import { packageFile } from "../package/package-file.js";
import { CommandFault } from "../project/project-files.js";
import { reportFailures } from "../project/report-failures.js";

/** `actionary explain CODE`: the entry of a problem in `docs/problems.md`. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("explain a problem's code, such as ACT301")
    .argument("<code>", "the code")
    .addHelpText("after", "\nExamples:\n  $ actionary explain ACT301")
    .action(
      reportFailures((code: string) => {
        const wanted = code.toUpperCase();
        const entry = explanationOf(wanted);
        if (entry === undefined) {
          const meant = nearestOf(wanted, problemCodes);
          throw new CommandFault(`There is no problem \`${code}\`.${meant ? ` Did you mean \`${meant}\`?` : ""}`);
        }
        process.stdout.write(`${entry}\n`);
      }),
    );
}

/** Returns the section of the documentation about a code. */
function explanationOf(code: string): string | undefined {
  const sections = readFileSync(packageFile("docs/problems.md"), "utf8").split(/^(?=## )/m);
  return sections.find((section) => section.startsWith(`## ${code}`))?.trim();
}
