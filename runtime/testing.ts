// `actionary/testing`: what the tests of actions import.

import type { LogLine } from "./contract/context.js";
import type { Json } from "./contract/json.js";
import { callStorage, installContext } from "./invoke/call-storage.js";
import { OpenCall } from "./invoke/open-call.js";
import type { SecretRecord } from "./secrets/provider.js";
import type { SecretValues } from "./secrets/resolve.js";

export type { LogLevel, LogLine } from "./contract/context.js";

/** What an action finds around it in a test. */
export interface TestOptions {
  /** Values by the name of a secret and its key; the action may read all of them and no others. */
  readonly secrets?: SecretRecord;
  /** Where services are reached, by the name of the endpoint. */
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, Json>>;
  /** Becomes `action.signal`. */
  readonly signal?: AbortSignal;
  readonly onLog?: (line: LogLine) => void;
  readonly onProgress?: (fraction: number, message?: string) => void;
}

/**
 * Calls an action's function in this thread, within a context of its own, and returns what it returns. Nothing is validated
 * or encoded: arguments and result are those of the function.
 */
export async function testAction<Args extends readonly unknown[], Result>(
  action: (...args: Args) => Result,
  args: Args,
  options: TestOptions = {},
): Promise<Awaited<Result>> {
  installContext({ fixed: false });
  const { secrets = {}, endpoints = {}, vars = {}, signal, onLog = ignore, onProgress = ignore } = options;
  const facts = {
    action: action.name || "action",
    requirements: "any",
    secrets: withoutAbsent(secrets),
    surroundings: { endpoints, vars },
    progressMs: 0,
  } as const;
  const call = new OpenCall(facts, { onLog, onProgress });
  const abort = (): void => call.abort(signal?.reason as Error);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await callStorage.run(call, () => action(...args));
  } finally {
    call.end();
    signal?.removeEventListener("abort", abort);
  }
}

const ignore = (): void => {};

function withoutAbsent(secrets: SecretRecord): SecretValues {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, values]) => [
      name,
      Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    ]),
  );
}
