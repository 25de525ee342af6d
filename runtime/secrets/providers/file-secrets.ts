import { stat } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { parseEnv } from "node:util";
import { didYouMean } from "../../contract/suggest.js";
import type { SecretCacheRule, SecretProvider, SecretRecord } from "../provider.js";
import { SecretsError } from "../secrets-error.js";
import { isAbsent, readSmallFile, reasonOf } from "./read-small-file.js";
import { valuesInFolder } from "./secret-folder.js";
import { valuesInVariables } from "./variables.js";

/** Options of `fileSecrets`. */
export interface FileSecretsOptions {
  /** A folder or file that does not exist has no secrets; without this it is an error. */
  readonly optional?: boolean;
  /** How long values are kept; without it, files are read for each call. */
  readonly cache?: SecretCacheRule;
}

/**
 * Returns a provider that reads files: of a folder, as Docker and Kubernetes mount it, `NAME__KEY`, `NAME/KEY`, then `KEY`; of a
 * file, variables in the form of `.env`, looked up as `envSecrets` does. Relative paths are those of the working directory.
 */
export function fileSecrets(folderOrFile: string, options: FileSecretsOptions = {}): SecretProvider {
  checkOptions(folderOrFile, options);
  const path = resolvePath(folderOrFile);
  const { optional = false, cache } = options;
  return {
    name: "files",
    ...(cache && { cache }),
    resolve: async (requests, { signal }): Promise<SecretRecord> => {
      const kind = await kindOf(path, optional);
      if (kind === "folder") return valuesInFolder(path, requests, signal);
      const text = kind === "file" ? await readSmallFile(path) : undefined;
      return text === undefined ? {} : valuesInVariables(parseEnv(text), requests);
    },
  };
}

async function kindOf(path: string, isOptional: boolean): Promise<"folder" | "file" | "nothing"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (isOptional && isAbsent(error)) return "nothing";
    throw new SecretsError(
      "FILE_REFUSED",
      `\`${path}\`, from which secrets are read, cannot be opened: ${reasonOf(error)}`,
    );
  }
}

function checkOptions(path: unknown, options: FileSecretsOptions): void {
  if (typeof path !== "string" || path === "")
    throw new Error("fileSecrets: the first argument is the path of a folder or file.");
  const names = ["optional", "cache"];
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const list = "There are optional, cache.";
  throw new Error(`fileSecrets: there is no option \`${unknown}\`.${didYouMean(unknown, names)} ${list}`);
}
