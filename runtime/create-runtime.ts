import { ActionRuntime } from "./action-runtime.js";
import { checkPackages } from "./build/packages.js";
import { type Build, readBuild } from "./build/read-build.js";
import { eventSink } from "./callbacks.js";
import { bringUpToDate } from "./development.js";
import type { ActionTable, AnyActions, Runtime } from "./executor.js";
import { InProcess } from "./in-process.js";
import {
  checkExecutorOptions,
  checkRuntimeOptions,
  type ExecutorOptions,
  endpointsOf,
  type RuntimeOptions,
} from "./options.js";
import { carriersOf } from "./pool/carriers.js";
import { LanePool } from "./pool/lane-pool.js";
import type { Surroundings } from "./surroundings.js";

/**
 * Opens a build and runs its actions in lanes: threads or processes that hold the secrets of one domain each. Rejects with an
 * `ActionError` `NOT_BUILT` where there is no whole build or a package is missing, and with an `Error` for wrong options.
 */
export async function createRuntime<A extends ActionTable<A> = AnyActions>(
  options: RuntimeOptions = {},
): Promise<Runtime<A>> {
  checkRuntimeOptions(options);
  const build = await openCheckedBuild(options);
  const { lanes = 2, maxLanes = 16, memoryMb = 256, isolation = "thread", sharing = "domain" } = options;
  const backend = new LanePool({
    lanes: Math.min(lanes, maxLanes),
    maxLanes,
    carriers: carriersOf({ build, surroundings: surroundingsOf(options), isolation, memoryMb, lanes }),
    onEvent: eventSink(options.onEvent),
  });
  return new ActionRuntime({ build, options, backend, sharing }) as unknown as Runtime<A>;
}

/**
 * Opens a build and runs its actions in the caller's thread, for unit tests: same keys, validation, secrets, errors and
 * time limits as a runtime, but no lanes, so no walls, no captured output and no `process.env` of an action's own.
 */
export async function createInProcessExecutor<A extends ActionTable<A> = AnyActions>(
  options: ExecutorOptions = {},
): Promise<Runtime<A>> {
  checkExecutorOptions(options);
  const build = await openCheckedBuild(options);
  const backend = new InProcess(build.folder, surroundingsOf(options));
  return new ActionRuntime({ build, options, backend, sharing: "domain" }) as unknown as Runtime<A>;
}

async function openCheckedBuild({ generated = "generated" }: ExecutorOptions): Promise<Build> {
  await bringUpToDate(generated);
  const build = readBuild(generated);
  checkPackages(build);
  return build;
}

function surroundingsOf(options: ExecutorOptions): Surroundings {
  return { endpoints: endpointsOf(options), vars: options.vars ?? {} };
}
