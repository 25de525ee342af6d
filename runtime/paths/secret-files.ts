import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/** Returns the user's folder of Actionary's own keys: of codegen's cache, and of stores of secrets. */
export function keyFolder({ XDG_CONFIG_HOME: configured, HOME: home }: Variables): string {
  const folder = configured && isAbsolute(configured) ? configured : join(home || homedir(), ".config");
  return resolve(folder, "actionary");
}

/** Returns the file of the embedded store: the one that the environment names, else that below a folder. */
export function storeFileOf({ ACTIONARY_STORE: store }: Variables, folder = "."): string {
  return resolve(store || join(folder, ".actionary/store.db"));
}

/** Returns the files of secrets and keys that the environment names, for walls; those of the project itself are its own files. */
export function secretFilesOf(env: Variables): readonly string[] {
  const { ACTIONARY_STORE: store, ACTIONARY_MASTER_KEY_FILE: keyFile } = env;
  return [keyFolder(env), ...[store, keyFile].flatMap((file) => (file ? [resolve(file)] : []))];
}
