import type { Project } from "../../../../codegen/model/project.js";
import { plainText } from "../../../../runtime/contract/plain-text.js";
import type { SecretStore } from "../../../../runtime/index.js";
import { storeFileOf } from "../../../../runtime/paths/secret-files.js";
import { CommandFault } from "../../project/project-files.js";
import { ask } from "./ask.js";

/** Returns the store of a project: `ACTIONARY_STORE`, else `.actionary/store.db` below its folder. */
export async function projectStore({ root }: Pick<Project, "root">): Promise<SecretStore> {
  const { storeSecrets } = await import("../../../../runtime/index.js");
  return storeSecrets({ file: storeFileOf(process.env, root) });
}

/** Runs work on the store of a project, and closes it. What is wrong with the store becomes a `CommandFault`. */
export async function withStore<T>(project: Project, work: (store: SecretStore) => Promise<T>): Promise<T> {
  const { SecretsError } = await import("../../../../runtime/index.js");
  const store = await projectStore(project);
  try {
    return await work(store);
  } catch (error) {
    if (error instanceof SecretsError) throw new CommandFault(`${plainText(error.message)} (${error.code})`);
    throw error;
  } finally {
    await store.close();
  }
}

/** Asks whether to go on, on a terminal; elsewhere `--yes` has to say so. */
export async function agree(question: string, isAgreed: boolean | undefined): Promise<boolean> {
  if (isAgreed) return true;
  if (!process.stdin.isTTY) throw new CommandFault("nobody can be asked here: add --yes.");
  const answer = await ask(`${question} [y/N] `);
  return /^y(?:es)?$/i.test(answer.trim());
}
