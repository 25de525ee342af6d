import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isJsonObject } from "../../contract/json.js";
import { packageClosure } from "../../loader/package-closure.js";
import { type Build, notBuilt } from "../../loader/read-build.js";
import { ownFilesOf, wrongPath } from "../../paths/own-files.js";
import { secretFilesOf } from "../../paths/secret-files.js";

/**
 * Throws `NOT_BUILT` where an `@permission fs:PATH` covers files that decide what code runs, or that hold secrets. Codegen refuses such paths, too;
 * but links may have been made since, and the service may run in another folder.
 */
export function checkPermissions(build: Build, permissions: readonly string[], entry: URL): void {
  const paths = permissions.flatMap((each) => (each.startsWith("fs:") ? [each.slice("fs:".length)] : []));
  if (paths.length === 0) return;
  const generated = dirname(build.folder);
  const root = projectOf(generated);
  const own = [
    ...ownFilesOf(root, [actionsOf(root), generated]),
    ...secretFilesOf(process.env),
    ...packageClosure(build).packages.map(({ real }) => real),
    ...[dirname(fileURLToPath(entry)), process.execPath],
  ];
  for (const path of paths) {
    const reason = wrongPath(path, process.cwd(), own);
    if (reason !== undefined) throw notBuilt(`\`@permission fs:${path}\` cannot be given: ${reason}.`);
  }
}

/** Returns the nearest folder with a package.json; the folder of generated files itself where there is none. */
function projectOf(generated: string): string {
  for (let folder = generated; folder !== dirname(folder); folder = dirname(folder)) {
    if (manifestOf(folder) !== undefined) return folder;
  }
  return generated;
}

function actionsOf(root: string): string {
  const entry = manifestOf(root)?.actionary;
  return isJsonObject(entry) && typeof entry.actions === "string" ? entry.actions : "actions";
}

function manifestOf(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isJsonObject(content) ? content : {};
  } catch {
    return undefined;
  }
}
