import { commandLine } from "../../../runtime/contract/command.js";
import { nearestOf } from "../../../runtime/contract/suggest.js";
import { CommandFault } from "../project/project-files.js";

/** Throws a `CommandFault` when a key does not exist, with the key that may have been meant. */
export function checkKey(key: string, keys: readonly string[]): void {
  if (keys.includes(key)) return;
  const byName = keys.filter((each) => each.split(".").at(-1) === key.split(".").at(-1));
  const meant = nearestOf(key, keys) ?? (byName.length === 1 ? byName[0] : undefined);
  const suggestion = meant === undefined ? ` \`${commandLine} list\` shows all.` : ` Did you mean \`${meant}\`?`;
  throw new CommandFault(`There is no action \`${key}\`.${suggestion}`);
}
