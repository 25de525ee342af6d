import { Command } from "commander";
import { plainData, plainJson } from "../../../../runtime/contract/plain-text.js";
import type { AuditRow } from "../../../../runtime/index.js";
import { CommandFault, currentProject } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { withStore } from "./open-store.js";

interface Flags {
  readonly limit?: string;
  readonly json?: true;
}

/** `actionary secrets audit [NAME]`: who read and changed what, and when. */
export function auditCommand(): Command {
  return new Command("audit")
    .description("show who read and changed what, and when: the latest first, never a value")
    .argument("[name]", "rows of this secret alone")
    .option("--limit <n>", "number of rows; 100 by default")
    .option("--json", "print the rows as JSON")
    .action(
      reportFailures(async (name: string | undefined, flags: Flags) => {
        const limit = flags.limit === undefined ? 100 : Number(flags.limit);
        if (!Number.isInteger(limit) || limit < 1) throw new CommandFault("--limit must be a whole number from 1.");
        const project = await currentProject();
        const rows = await withStore(project, (store) => store.audit({ limit, ...(name !== undefined && { name }) }));
        if (flags.json) process.stdout.write(`${plainJson(rows, 2)}\n`);
        else if (rows.length === 0) process.stdout.write("Nobody has read or changed a stored secret yet.\n");
        else process.stdout.write(plainData(rows).map(rowLine).join(""));
      }),
    );
}

function rowLine({ at, actor, operation, outcome, name, connection, keys, action, tenant }: AuditRow): string {
  const what = name === undefined ? "" : ` ${name}${connection === "default" ? "" : ` (${connection})`}`;
  const whose = action === undefined ? actor : `${action}${tenant === undefined ? "" : ` for ${tenant}`}, by ${actor}`;
  const keyNames = keys.length === 0 ? "" : ` ${keys.join(", ")}`;
  return `${new Date(at).toISOString()}  ${operation}${outcome === "ok" ? "" : ` (${outcome})`}${what}${keyNames}  ${whose}\n`;
}
