import { fileURLToPath } from "node:url";
import type { WorkerOptions } from "node:worker_threads";
import { providedVariables } from "../../contract/provided-variables.js";
import type { Build } from "../../loader/read-build.js";
import { laneEntry } from "./entries.js";
import { readablePaths, readGrants, widestPath } from "./grants.js";
import { isKnown, laneFlags } from "./node-flags.js";

/** File and options of a thread lane. */
export interface ThreadLaunch {
  readonly file: URL;
  readonly options: Omit<WorkerOptions, "workerData">;
}

/** Arguments of Node and options of its process for a process lane. */
export interface ProcessLaunch {
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly detached: boolean };
}

/**
 * Returns the launch of a thread lane. It sees the provided variables alone of the environment, and may read its own file, the
 * build and the packages that the build can import; it may not write, start a process or start a thread.
 */
export function threadLaunch(build: Build, memoryMb: number): ThreadLaunch {
  const file = laneEntry("lane-thread");
  return {
    file,
    options: {
      env: environment(providedVariables),
      // Kept from the host's own streams. Not read here, which would keep the process alive: the lane sends it as log lines.
      stdout: true,
      stderr: true,
      execArgv: [...laneFlags(), ...readGrants(readablePaths(build, file))],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    },
  };
}

/** Returns the launch of a process lane, which may also do what these `@permission`s of an action say. */
export function processLaunch(build: Build, memoryMb: number, permissions: readonly string[]): ProcessLaunch {
  const file = laneEntry("lane-process");
  const isParent = permissions.includes("child-process");
  const own = permissions.flatMap((each) => (each.startsWith("fs:") ? widestPath(each.slice("fs:".length)) : []));
  return {
    args: [
      ...laneFlags(),
      `--max-old-space-size=${memoryMb}`,
      ...(isKnown("--disable-sigusr1") ? ["--disable-sigusr1"] : []),
      ...readGrants([...readablePaths(build, file), ...own]),
      ...own.map((path) => `--allow-fs-write=${path}`),
      ...(isParent ? ["--allow-child-process"] : []),
      fileURLToPath(file),
    ],
    // Only a lane that may start processes leads a group, so that all of them end with it: a group brings a session of its
    // own, and Linux shares processor time among sessions, which halved the number of calls (measured).
    options: { env: environment([...providedVariables, ...inherited]), cwd: build.folder, detached: isParent },
  };
}

/** Variables that Node itself reads when it starts, and threads take from the host: trusted certificates, system folders. */
const inherited = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH", "SystemRoot"];

function environment(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
