import type { CallEnvironment } from "./backend/call-environment.js";
import { ActionRuntime } from "./call/action-runtime.js";
import { checkExecutorOptions, checkRuntimeOptions } from "./call/check-options.js";
import type { ActionTable, AnyActions, Runtime } from "./call/executor.js";
import type { ExecutorOptions, RuntimeOptions } from "./call/options.js";
import { endpointsOf, lanesOf } from "./call/resolve-options.js";
import { defaultLaneMemoryMb } from "./contract/limits.js";
import { InProcess } from "./invoke/in-process.js";
import { checkPackages } from "./loader/packages.js";
import { type Build, readBuild } from "./loader/read-build.js";
import { bringUpToDate } from "./loader/rebuild-in-checkout.js";
import { chooseCarrier } from "./pool/carriers/choose-carrier.js";
import { checkUnbundled } from "./pool/carriers/entries.js";
import { findSandbox } from "./pool/carriers/find-sandbox.js";
import { LanePool } from "./pool/lane-pool.js";
import { Redactor } from "./secrets/redact.js";
import { EventHub } from "./telemetry/event-hub.js";
import type { RuntimeEvent } from "./telemetry/events.js";

/**
 * Opens a build and runs its actions in lanes: threads or processes that hold the secrets of one domain each. Rejects with an
 * `ActionError` `NOT_BUILT` if there is no complete build or a package is missing, and with an `Error` for wrong options,
 * if the package is part of a bundle, or if this machine cannot make the sandboxes that were asked for.
 */
export async function createRuntime<A extends ActionTable<A> = AnyActions>(
  options: RuntimeOptions = {},
): Promise<Runtime<A>> {
  checkRuntimeOptions(options);
  checkUnbundled("createRuntime");
  if (options.isolation === "sandbox") findSandbox();
  const readBuild = (): Promise<Build> => openCheckedBuild(options);
  const build = await readBuild();
  const { memoryMb = defaultLaneMemoryMb, isolation = "auto", sharing = "domain", network = "declared" } = options;
  const { lanes, maxLanes } = lanesOf(options);
  const environment = environmentOf(options);
  const { endpoints } = environment;
  const events = new EventHub(options.onEvent);
  const redactor = new Redactor();
  const makeBackend = (build: Build): LanePool =>
    new LanePool({
      lanes,
      maxLanes,
      carriers: chooseCarrier({
        ...{ build, environment, memoryMb, lanes, network },
        hasNetwork: options.sandbox?.network !== false,
      }),
      onEvent: (event) => events.emit(redactEvent(event, redactor)),
    });
  return new ActionRuntime(
    { readBuild, makeBackend, options, events, redactor, policy: { isolation, sharing, network, endpoints } },
    build,
  ) as unknown as Runtime<A>;
}

/**
 * Opens a build and runs its actions in the caller's thread, for unit tests: same keys, validation, secrets, errors and
 * time limits as a runtime, but no lanes, so no walls, no captured output and no `process.env` for each action.
 */
export async function createInProcessExecutor<A extends ActionTable<A> = AnyActions>(
  options: ExecutorOptions = {},
): Promise<Runtime<A>> {
  checkExecutorOptions(options);
  checkUnbundled("createInProcessExecutor");
  const readBuild = (): Promise<Build> => openCheckedBuild(options);
  const build = await readBuild();
  const environment = environmentOf(options);
  const events = new EventHub(options.onEvent);
  // There are no lanes to choose, and none to hold.
  const policy = { isolation: "thread", sharing: "domain", network: "open", endpoints: {} } as const;
  const makeBackend = ({ folder }: Build): InProcess => new InProcess(folder, environment, events.emit);
  const parts = { readBuild, makeBackend, options, events, redactor: new Redactor(), policy } as const;
  return new ActionRuntime(parts, build) as unknown as Runtime<A>;
}

async function openCheckedBuild({ generated = "generated" }: ExecutorOptions): Promise<Build> {
  await bringUpToDate(generated);
  const build = readBuild(generated);
  checkPackages(build);
  return build;
}

/** Redacts what the host tells of a lane's end; all else was redacted where it arose. */
function redactEvent(event: RuntimeEvent, redactor: Redactor): RuntimeEvent {
  return event.kind === "lane-lost" ? { ...event, message: redactor.redact(event.message) } : event;
}

function environmentOf(options: ExecutorOptions): CallEnvironment {
  return { endpoints: endpointsOf(options), vars: options.vars ?? {} };
}
