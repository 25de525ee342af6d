import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { CommandFault } from "./project-files.js";

/** Variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Returns the variables of the process and of a file in the form that `node --env-file` reads; those of the process win.
 * Settings of Actionary itself (`ACTIONARY_…`) become variables of the process, where the runtime looks for them.
 */
export function readEnvironment(path: string | undefined): Variables {
  if (path === undefined) return process.env;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandFault(`--env-file cannot be read: ${(error as Error).message}.`);
  }
  const found = parseEnv(text);
  for (const [name, value] of Object.entries(found)) if (name.startsWith("ACTIONARY_")) process.env[name] ??= value;
  return { ...found, ...process.env };
}
