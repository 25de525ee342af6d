import type { CallEnvironment } from "../../backend/call-environment.js";
import type { LaneSetup } from "../../channel/protocol.js";
import type { Build } from "../../loader/read-build.js";
import type { CarrierSource } from "./carrier.js";
import { checkPermissions } from "./check-permissions.js";
import { laneEntry } from "./entries.js";
import { checkReadable } from "./grants.js";
import { processLaunch, threadLaunch } from "./launch.js";
import { ProcessCarriers } from "./process-carriers.js";
import { ThreadCarriers } from "./thread-carriers.js";

/** Parameters of the lanes of a runtime. */
export interface CarrierOptions {
  readonly build: Build;
  readonly environment: CallEnvironment;
  readonly isolation: "thread" | "process";
  readonly memoryMb: number;
  /** Number of lanes that one domain may have. */
  readonly lanes: number;
}

/**
 * Returns the choice of carriers by permissions: a lane that may do more than compute and call services is a process. Throws
 * `NOT_BUILT` where links of packages would open more than the packages.
 */
export function chooseCarrier(options: CarrierOptions): (permissions: readonly string[]) => CarrierSource {
  const { build, environment, isolation, memoryMb, lanes } = options;
  checkReadable(build);
  const setup: LaneSetup = { build: build.folder, memoryMb, ...environment };
  return (permissions) =>
    isolation === "process" || permissions.length > 0
      ? checked(new ProcessCarriers({ launch: processLaunch(build, memoryMb, permissions), setup }), () =>
          checkPermissions(build, permissions, laneEntry("lane-process")),
        )
      : new ThreadCarriers({ launch: threadLaunch(build, memoryMb), setup, lanes });
}

/** Lanes that are started only while a check passes. */
function checked(carriers: CarrierSource, check: () => void): CarrierSource {
  return {
    start: () => {
      check();
      return carriers.start();
    },
    destroy: () => carriers.destroy(),
  };
}
