import type { CallEnvironment } from "../../backend/call-environment.js";
import type { LaneSetup } from "../../channel/protocol.js";
import type { NetworkReach } from "../../contract/lane-kind.js";
import type { Build } from "../../loader/read-build.js";
import type { CarrierSource, LaneTraits } from "./carrier.js";
import { checkPermissions } from "./check-permissions.js";
import { laneEntry } from "./entries.js";
import { findSandbox } from "./find-sandbox.js";
import { checkReadable } from "./grants.js";
import { processLaunch, threadLaunch } from "./launch.js";
import { ProcessCarriers } from "./process-carriers.js";
import { sandboxLaunch } from "./sandbox-launch.js";
import { ThreadCarriers } from "./thread-carriers.js";

/** Parameters of the lanes of a runtime. */
export interface CarrierOptions {
  readonly build: Build;
  readonly environment: CallEnvironment;
  readonly memoryMb: number;
  /** Number of lanes that one domain may have. */
  readonly lanes: number;
  readonly network: NetworkReach;
  /** Sandboxes have the network. */
  readonly hasNetwork: boolean;
}

/**
 * Returns the choice of carriers for a domain: a lane that may do more than compute and call services is no thread. Throws
 * `NOT_BUILT` where links of packages would open more than the packages.
 */
export function chooseCarrier(options: CarrierOptions): (traits: LaneTraits) => CarrierSource {
  const { build, environment, memoryMb, lanes, network, hasNetwork } = options;
  checkReadable(build);
  return ({ isolation, permissions }) => {
    const setup: LaneSetup = { build: build.folder, permissions, memoryMb, network, ...environment };
    const setting = { build, memoryMb, permissions };
    const check = (): void => checkPermissions(build, permissions, laneEntry("lane-process"));
    switch (isolation) {
      case "thread":
        return new ThreadCarriers({ launch: threadLaunch(build, memoryMb), setup, lanes });
      case "process":
        return checked(new ProcessCarriers({ launch: processLaunch(setting), setup }), check);
      case "sandbox": {
        const launch = sandboxLaunch(findSandbox(), setting, hasNetwork);
        return checked(new ProcessCarriers({ launch, setup }), check);
      }
      default:
        throw new Error(`there are no lanes of kind ${isolation satisfies never}`);
    }
  };
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
