// `actionary/testing`: for tests of actions.

import type { LogLine } from "./contract/context.js";
import type { Json } from "./contract/json.js";
import type { Signal } from "./contract/signal.js";
import { callStorage, installContext } from "./invoke/call-storage.js";
import { RunningCall } from "./invoke/running-call.js";
import type { SecretRecord } from "./secrets/provider.js";
import { Redactor } from "./secrets/redact.js";
import type { SecretValues } from "./secrets/resolve.js";

export type { LogLevel, LogLine } from "./contract/context.js";

/** Environment of an action in a test. */
export interface TestOptions {
  /** Values by the name of a secret and its key; the action can read all of them and no others. */
  readonly secrets?: SecretRecord;
  /** URLs of services by the name of the endpoint. */
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, Json>>;
  /** Becomes `action.signal`. */
  readonly signal?: Signal;
  readonly onLog?: (line: LogLine) => void;
  readonly onProgress?: (fraction: number, message?: string) => void;
}

/**
 * Calls an action's function in this thread, in a context of its own, and returns its result. Arguments and result are neither
 * validated nor encoded.
 */
export async function testAction<Args extends readonly unknown[], Result>(
  action: (...args: Args) => Result,
  args: Args,
  options: TestOptions = {},
): Promise<Awaited<Result>> {
  installContext({ fixed: false });
  const { secrets = {}, endpoints = {}, vars = {}, signal, onLog = noop, onProgress = noop } = options;
  const facts = {
    action: action.name || "action",
    requirements: "any",
    secrets: withoutAbsent(secrets),
    environment: { endpoints, vars },
    progressMs: 0,
  } as const;
  const call = new RunningCall(facts, { sink: { onLog, onProgress }, redactor: new Redactor() });
  const abort = (): void => call.abort(signal?.reason as Error);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await callStorage.run(call, () => action(...args));
  } finally {
    call.end();
    call.dropSecrets();
    signal?.removeEventListener("abort", abort);
  }
}

const noop = (): void => {};

function withoutAbsent(secrets: SecretRecord): SecretValues {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, values]) => [
      name,
      Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    ]),
  );
}
