import { join } from "node:path";
import type { Colors } from "picocolors/types.js";
import type { Project } from "../../../../codegen/model/project.js";
import type { ActionErrorData } from "../../../../runtime/contract/errors.js";
import type { Manifest } from "../../../../runtime/contract/manifest.js";
import { plainText } from "../../../../runtime/contract/plain-text.js";
import type { SecretStore } from "../../../../runtime/index.js";
import { CommandFault } from "../../project/project-files.js";
import { checksOf } from "./declared-secrets.js";
import { projectStore } from "./open-store.js";
import type { Values } from "./read-values.js";

/** Outcome of trying a secret at its service. */
export interface CheckOutcome {
  readonly name: string;
  readonly connection: string;
  /** The action that tried it. */
  readonly action: string;
  readonly status: "ok" | "rejected" | "missing scope" | "unreachable" | "missing" | "failed";
  /** The service's words, or why it could not be asked. */
  readonly message?: string;
  readonly ms: number;
}

/** A secret to try: values that somebody has given, else those that are configured. */
export interface Trial {
  readonly name: string;
  readonly connection?: string;
  readonly given?: Values;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Runs the action that verifies a secret, with exactly the keys that it reads. Throws a `CommandFault` where there is none. */
export async function checkSecret(project: Project, manifest: Manifest, trial: Trial): Promise<CheckOutcome> {
  const { name, connection, given, environment } = trial;
  const [action] = checksOf(manifest, name);
  if (action === undefined) {
    throw new CommandFault(
      `no action checks \`${name}\`. Mark one that calls the service, and changes nothing, with \`@verifies\` and the secret's constant.`,
    );
  }
  const { ActionError, chain, createRuntime, envSecrets } = await import("../../../../runtime/index.js");
  const store: SecretStore = await projectStore(project);
  const start = performance.now();
  const outcome = (status: CheckOutcome["status"], message?: string): CheckOutcome => ({
    ...{ name, connection: connection ?? "default", action, status },
    ...(message === undefined ? {} : { message }),
    ms: Math.round(performance.now() - start),
  });
  const runtime = await createRuntime({
    generated: join(project.root, project.out),
    lanes: 1,
    secrets: chain(envSecrets(environment ?? process.env), store),
    approve: () => true,
  });
  try {
    await runtime.run(
      action,
      {},
      {
        ...(given && { secrets: { [name]: given } }),
        ...(connection !== undefined && { connection: { [name]: connection } }),
      },
    );
    return outcome("ok");
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return outcome(statusOf(error), error.message);
  } finally {
    await runtime.close();
    await store.close();
  }
}

/** Tells what a failed check says of the secret. */
export function statusOf({ code, failure }: Pick<ActionErrorData, "code" | "failure">): CheckOutcome["status"] {
  if (code === "SECRET_MISSING") return "missing";
  if (code === "TIMEOUT") return "unreachable";
  switch (failure?.kind) {
    case "auth":
      return "rejected";
    case "permission":
      return "missing scope";
    case "unavailable":
    case "timeout":
      return "unreachable";
    default:
      return "failed";
  }
}

/** Prints an outcome as a line: `slack (default)  rejected  Slack: invalid_auth`. */
export function printOutcome({ name, connection, status, message, ms }: CheckOutcome, paint: Colors): string {
  const shown = status === "ok" ? paint.green("ok") : paint.red(status);
  const words = message === undefined ? paint.dim(`${ms} ms`) : plainText(message);
  return `${paint.bold(name)}${connection === "default" ? "" : ` (${plainText(connection)})`}  ${shown}  ${words}\n`;
}
