import type { Surroundings } from "../../backend/call-environment.js";
import type { LaneSetup } from "../../channel/protocol.js";
import type { Build } from "../../loader/read-build.js";
import type { CarrierSource } from "./carrier.js";
import { processLaunch, threadLaunch } from "./launch.js";
import { ProcessCarriers } from "./process-carriers.js";
import { ThreadCarriers } from "./thread-carriers.js";

/** What decides how lanes are carried. */
export interface CarrierOptions {
  readonly build: Build;
  readonly surroundings: Surroundings;
  readonly isolation: "thread" | "process";
  readonly memoryMb: number;
  /** How many lanes one domain may have. */
  readonly lanes: number;
}

/** Makes what carries the lanes of a domain; what may do more than compute and call services is a process always. */
export function carriersOf(options: CarrierOptions): (permissions: readonly string[]) => CarrierSource {
  const { build, surroundings, isolation, memoryMb, lanes } = options;
  const setup: LaneSetup = { build: build.folder, memoryMb, ...surroundings };
  return (permissions) =>
    isolation === "process" || permissions.length > 0
      ? new ProcessCarriers({ launch: processLaunch(build, memoryMb, permissions), setup })
      : new ThreadCarriers({ launch: threadLaunch(build, memoryMb), setup, lanes });
}
