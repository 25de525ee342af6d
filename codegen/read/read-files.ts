import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { compare, type ProblemList } from "../problems.js";
import type { Project } from "../project.js";
import { type SourceText, startOf } from "../source.js";

/** One file below the actions folder. */
export interface ActionFile {
  /** The path below the actions folder. */
  readonly path: string;
  readonly source: SourceText;
  /** Whether its exported functions are actions; helpers (`_…`) and tests are not searched. */
  readonly listed: boolean;
}

const maxFileBytes = 4 * 1024 * 1024;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Reads every TypeScript file below the actions folder, helpers included, sorted by path. Tests are left out. */
export function readFiles(project: Project, problems: ProblemList): readonly ActionFile[] {
  const files: ActionFile[] = [];
  const visit = (folder: string, ancestors: readonly string[]): void => {
    const absolute = join(project.root, project.actions, folder);
    const real = realpathSync(absolute);
    const at = startOf({ file: join(project.actions, folder).replaceAll("\\", "/"), text: "" });
    if (ancestors.includes(real)) {
      problems.report("ACT105", at, "it is a symbolic link to a folder above it");
      return;
    }
    for (const name of readdirSync(absolute).sort(compare)) {
      const path = folder === "" ? name : `${folder}/${name}`;
      // Editors keep swap files and locks beside a file, locks as links to nowhere.
      if (name.startsWith(".")) continue;
      guard(path, () => {
        if (statSync(join(absolute, name), { throwIfNoEntry: false })?.isDirectory()) {
          if (name !== "node_modules") visit(path, [...ancestors, real]);
        } else if (isSource(name)) {
          files.push(readFile(path));
        } else if (/\.(?:tsx|mts|cts)$/.test(name) && !/\.d\.[mc]?ts$/.test(name)) {
          throw new Error("only files that end in `.ts` are read");
        }
      });
    }
  };
  const guard = (path: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      const file = path === "" ? project.actions : `${project.actions}/${path}`;
      const reason = reasonOf(error);
      const at = startOf({ file, text: "" });
      if (path === "") problems.report("ACT603", startOf(project.packageJson), project.actions, reason);
      else problems.report("ACT105", at, reason);
    }
  };
  const readFile = (path: string): ActionFile => {
    const bytes = readFileSync(join(project.root, project.actions, path));
    if (bytes.length > maxFileBytes) throw new Error(`it is larger than ${maxFileBytes / 1024 / 1024} MB`);
    const source = { file: `${project.actions}/${path}`, text: decoder.decode(bytes) };
    return { path, source, listed: !path.split("/").some((segment) => segment.startsWith("_")) };
  };
  guard("", () => visit("", []));
  return files;
}

function isSource(name: string): boolean {
  return name.endsWith(".ts") && !name.endsWith(".d.ts") && !name.endsWith(".test.ts");
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return "it does not exist";
    case "EACCES":
    case "EPERM":
      return "access is denied";
    case "ELOOP":
      return "its symbolic links go in a circle";
    case "ENOTDIR":
      return "it is not a folder";
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "it is not valid UTF-8";
    default:
      return message;
  }
}
