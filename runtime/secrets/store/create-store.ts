import { mkdir, open, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import Database from "libsql";
import { publishFile } from "./publish-file.js";
import { schema } from "./schema.js";
import { storeFault } from "./store-faults.js";

/** Facts of a new store. */
export type StoreFacts = Readonly<Record<"id" | "keyId" | "kind", string>>;

/**
 * Makes a store with its folder, for this user alone; returns false if another process was faster. It comes to its place whole: a
 * file there is never an unfinished store.
 */
export async function createStore(file: string, facts: StoreFacts): Promise<boolean> {
  try {
    await makeFolder(dirname(file));
    return await publishFile(file, async (draft) => {
      await (await open(draft, "wx", 0o600)).close();
      const database = new Database(draft);
      try {
        const rows = Object.entries(facts).map(
          ([fact, value]) => `INSERT INTO facts VALUES (${quoted(fact)}, ${quoted(value)});`,
        );
        database.exec(`BEGIN; ${schema} ${rows.join(" ")} COMMIT;`);
      } finally {
        database.close();
      }
    });
  } catch (error) {
    throw storeFault(error, file);
  }
}

/** A folder that is made for the store keeps git away from it. */
async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined && basename(folder) !== ".actionary") return;
  await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
