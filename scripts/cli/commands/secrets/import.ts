import { parseEnv } from "node:util";
import { Command } from "commander";
import type { Manifest } from "../../../../runtime/contract/manifest.js";
import { plainJson, plainText } from "../../../../runtime/contract/plain-text.js";
import { qualifiedVariable } from "../../../../runtime/secrets/variable-name.js";
import { plural } from "../../output/print-problems.js";
import { CommandFault, currentProject, readManifest } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { keysOf } from "./declared-secrets.js";
import { withStore } from "./open-store.js";
import { readText, type Values } from "./read-values.js";

interface Flags {
  readonly connection?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Values by secret, and variables that were left out, each with the reason. */
export interface Imported {
  readonly secrets: ReadonlyMap<string, Values>;
  readonly skipped: readonly { readonly variable: string; readonly reason: string }[];
}

/** `actionary secrets import FILE`: stores what a `.env` file has of declared secrets. */
export function importSecretsCommand(): Command {
  return new Command("import")
    .description("store the values of declared secrets that a .env file has, by NAME__KEY or KEY")
    .argument("<file>", "the file, or - for standard input")
    .option("--connection <name>", "the connection to store them for")
    .option("--dry-run", "say what would be stored, and store nothing")
    .option("--json", "print the keys as JSON, without values")
    .action(
      reportFailures(async (file: string, flags: Flags) => {
        const project = await currentProject();
        const manifest = readManifest(project);
        const text = file === "-" ? readText(0, "standard input") : readText(file, file);
        const { secrets, skipped } = chooseValues(manifest, parseEnv(text));
        const { connection } = flags;
        const list = [...secrets].map(([name, values]) => ({
          name,
          values,
          ...(connection !== undefined && { connection }),
        }));
        if (list.length === 0) throw new CommandFault(`${plainText(file)} has no value of a declared secret.`);
        if (!flags.dryRun) await withStore(project, (store) => store.setAll(list));
        const stored = list.map(({ name, values }) => ({ name, keys: Object.keys(values) }));
        if (flags.json) {
          process.stdout.write(`${plainJson({ stored, skipped }, 2)}\n`);
          return;
        }
        const lines = [
          ...stored.map(({ name, keys }) => `${name}: ${keys.join(", ")}`),
          ...skipped.map(({ variable, reason }) => `left out ${variable}: ${reason}`),
          `${flags.dryRun ? "Would store" : "Stored"} ${plural(stored.flatMap(({ keys }) => keys).length, "value")}.`,
          ...(flags.dryRun || file === "-"
            ? []
            : [`The values still stand in ${file}: delete it once nothing needs it.`]),
        ];
        process.stdout.write(plainText(`${lines.join("\n")}\n`));
      }),
    );
}

/** Chooses the values of declared secrets: a qualified name comes first, a bare key counts where one custom secret alone has it. */
export function chooseValues({ secrets }: Manifest, variables: Readonly<Record<string, string | undefined>>): Imported {
  const chosen = new Map<string, Record<string, string>>();
  const skipped: { readonly variable: string; readonly reason: string }[] = [];
  const places = Object.values(secrets).flatMap((secret) =>
    keysOf(secret).map(({ key }) => ({ name: secret.name, key, hasBare: secret.type !== "oauth" })),
  );
  for (const [variable, value = ""] of Object.entries(variables)) {
    const qualified = places.filter(({ name, key }) => qualifiedVariable(name, key) === variable);
    const bare = places.filter(({ key, hasBare }) => hasBare && key === variable);
    const owners = qualified.length > 0 ? qualified : bare;
    const [place] = owners;
    if (place === undefined) skipped.push({ variable, reason: "no action declares it" });
    else if (owners.length > 1) {
      skipped.push({
        variable,
        reason: `${owners.map(({ name }) => name).join(" and ")} have this key: write NAME__KEY`,
      });
    } else if (value === "") skipped.push({ variable, reason: "it is empty" });
    else {
      const values = chosen.get(place.name) ?? {};
      if (qualified.length > 0 || !Object.hasOwn(variables, qualifiedVariable(place.name, place.key))) {
        values[place.key] = value;
      }
      if (Object.keys(values).length > 0) chosen.set(place.name, values);
    }
  }
  return { secrets: chosen, skipped: skipped.sort((a, b) => (a.variable < b.variable ? -1 : 1)) };
}
