import { Command } from "commander";
import { plainText } from "../../../../runtime/contract/plain-text.js";
import { plural } from "../../output/print-problems.js";
import { CommandFault, currentProject } from "../../project/project-files.js";
import { reportFailures } from "../../project/report-failures.js";
import { ask, Cancelled } from "./ask.js";
import { withStore } from "./open-store.js";
import { readText } from "./read-values.js";

interface Flags {
  readonly toFile?: string;
  readonly toPassphrase?: true;
  readonly toStdin?: true;
}

/** `actionary secrets rotate-key`: encrypts all values with a new master key. */
export function rotateKeyCommand(): Command {
  return new Command("rotate-key")
    .description("encrypt all stored values with a new master key, which is added to the key file")
    .option("--to-file <file>", "go to the last key of this file")
    .option("--to-passphrase", "go to a passphrase, which is asked for")
    .option("--to-stdin", "go to the key (32 bytes in base64) that standard input gives")
    .addHelpText(
      "after",
      "\nA process that is ended meanwhile leaves all values with the earlier key, or all with the new one.",
    )
    .action(
      reportFailures(async (flags: Flags) => {
        const project = await currentProject();
        const next = await nextKey(flags);
        const { values, keyFile } = await withStore(project, (store) => store.rotateKey(next));
        const where = keyFile === undefined ? "" : ` The new key was added to ${keyFile}.`;
        process.stdout.write(plainText(`Encrypted ${plural(values, "value")} with the new key.${where}\n`));
      }),
    );
}

async function nextKey({
  toFile,
  toPassphrase,
  toStdin,
}: Flags): Promise<Record<string, never> | { keyFile: string } | { passphrase: string } | { masterKey: string }> {
  if ([toFile, toPassphrase, toStdin].filter((each) => each !== undefined).length > 1) {
    throw new CommandFault("give one of --to-file, --to-passphrase and --to-stdin.");
  }
  if (toFile !== undefined) return { keyFile: toFile };
  if (toStdin) return { masterKey: readText(0, "standard input").trim() };
  if (!toPassphrase) return {};
  if (!process.stdin.isTTY) return { passphrase: readText(0, "standard input").replace(/\r?\n$/, "") };
  try {
    const passphrase = await ask("New passphrase: ", { isHidden: true });
    if (passphrase === (await ask("Once more: ", { isHidden: true }))) return { passphrase };
  } catch (error) {
    if (error instanceof Cancelled) throw new CommandFault("cancelled; nothing was changed.");
    throw error;
  }
  throw new CommandFault("the two passphrases differ; nothing was changed.");
}
