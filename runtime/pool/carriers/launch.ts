import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { WorkerOptions } from "node:worker_threads";
import { providedVariables } from "../../contract/provided-variables.js";
import type { Build } from "../../loader/read-build.js";
import { laneEntry } from "./entries.js";
import { readablePaths, readGrants, widestPath } from "./grants.js";
import { isKnown, laneFlags } from "./node-flags.js";
import { withLimits } from "./process-limits.js";
import { TemporaryFolder } from "./temporary-folder.js";

/** File and options of a thread lane. */
export interface ThreadLaunch {
  readonly file: URL;
  readonly options: Omit<WorkerOptions, "workerData">;
}

/** Program, arguments and options of a process lane. */
export interface ProcessLaunch {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly detached: boolean };
  /** Opens files that the process gets after those of the channel. */
  readonly openFiles?: () => readonly number[];
  /** Other processes stand between the one that is started and the lane. */
  readonly isWrapped: boolean;
  /** Folder that is there as long as any of the lanes. */
  readonly temporary?: TemporaryFolder;
}

/** Parts from which process lanes and sandboxes are launched. */
export interface ProcessSetting {
  readonly build: Build;
  readonly memoryMb: number;
  /** `@permission`s of the action. */
  readonly permissions: readonly string[];
}

/** A process lane before it is decided what it runs in. */
export interface LaneProcess {
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What it may read, and what it may write, too; a folder ends in `*`. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly isParent: boolean;
  readonly mayWrite: boolean;
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
export function processLaunch(setting: ProcessSetting): ProcessLaunch {
  const temporary = hasTemporaryFolder(setting.permissions) ? new TemporaryFolder() : undefined;
  const { args, env, isParent, mayWrite } = laneProcess(setting, temporary?.path);
  return {
    ...withLimits({ program: process.execPath, args }, { mayWrite, isWrapper: false }),
    // Only a lane that may start processes leads a group, so that all of them end with it: a group brings a session of its
    // own, and Linux shares processor time among sessions, which halved the number of calls (measured).
    options: { env, cwd: workingFolder(setting.build), detached: isParent },
    isWrapped: false,
    ...(temporary && { temporary }),
  };
}

/** Returns what a lane that is no thread is started with; `temporary` is the folder for its temporary files. */
export function laneProcess(
  { build, memoryMb, permissions }: ProcessSetting,
  temporary: string | undefined,
): LaneProcess {
  const file = laneEntry("lane-process");
  const isParent = permissions.includes("child-process");
  const granted = permissions.flatMap((each) => (each.startsWith("fs:") ? widestPath(each.slice("fs:".length)) : []));
  const writable = [...granted, ...(temporary === undefined ? [] : [`${temporary}/*`])];
  const readable = [...readablePaths(build, file), ...libraryKind];
  return {
    args: [
      ...laneFlags(),
      `--max-old-space-size=${memoryMb}`,
      ...(isKnown("--disable-sigusr1") ? ["--disable-sigusr1"] : []),
      ...readGrants([...readable, ...writable]),
      ...writable.map((path) => `--allow-fs-write=${path}`),
      ...(isParent ? ["--allow-child-process"] : []),
      ...(permissions.includes("native") && isKnown("--allow-addons") ? ["--allow-addons"] : []),
      fileURLToPath(file),
    ],
    env: {
      ...environment([...providedVariables, ...inherited]),
      ...(temporary === undefined ? {} : { TMPDIR: temporary, TEMP: temporary, TMP: temporary }),
    },
    readable,
    writable,
    isParent,
    mayWrite: isParent || writable.length > 0,
  };
}

/**
 * Returns the working directory of a lane: that of its host, from which a relative `@permission fs:PATH` counts, too; threads
 * have it anyway. The build where it was removed.
 */
export function workingFolder(build: Build): string {
  const folder = process.cwd();
  return existsSync(folder) ? folder : build.folder;
}

/** Files of the system, the same everywhere, by which packages with native add-ons learn which one fits its C library. */
export const libraryKind: readonly string[] = ["/usr/bin/ldd", "/etc/alpine-release"];

/** An action that may write files gets a folder for temporary ones, too, where `os.tmpdir()` says. */
export function hasTemporaryFolder(permissions: readonly string[]): boolean {
  return permissions.some((each) => each === "tmp" || each.startsWith("fs:"));
}

/** Variables that Node itself reads when it starts, and threads take from the host: trusted certificates, system folders. */
const inherited = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH", "SystemRoot"];

function environment(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
