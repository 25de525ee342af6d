import { realpathSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkerOptions } from "node:worker_threads";
import { providedVariables } from "../../contract/provided-variables.js";
import { moduleFolders, packageFolder } from "../../loader/packages.js";
import type { Build } from "../../loader/read-build.js";
import { laneEntry } from "./entries.js";

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
      execArgv: [...flags(), ...grants(readable(build, file))],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    },
  };
}

/** Returns the launch of a process lane, which may also do what these `@permission`s of an action say. */
export function processLaunch(build: Build, memoryMb: number, permissions: readonly string[]): ProcessLaunch {
  const file = laneEntry("lane-process");
  const isParent = permissions.includes("child-process");
  const own = permissions.flatMap((each) => (each.startsWith("fs:") ? widest(each.slice("fs:".length)) : []));
  return {
    args: [
      ...flags(),
      `--max-old-space-size=${memoryMb}`,
      ...(isKnown("--disable-sigusr1") ? ["--disable-sigusr1"] : []),
      ...grants([...readable(build, file), ...own]),
      ...own.map((path) => `--allow-fs-write=${path}`),
      ...(isParent ? ["--allow-child-process"] : []),
      fileURLToPath(file),
    ],
    // Only a lane that may start processes leads a group, so that all of them end with it: a group brings a session of its
    // own, and Linux shares processor time among sessions, which halved the number of calls (measured).
    options: { env: environment([...providedVariables, ...inherited]), cwd: build.folder, detached: isParent },
  };
}

/** Flags of every lane. A function, because asking Node for its known flags takes 1 ms, so not before there is a lane. */
const flags = (): readonly string[] => [
  "--frozen-intrinsics",
  "--enable-source-maps",
  "--no-warnings", // of the experimental flags, which would reach the log
  isKnown("--permission") ? "--permission" : "--experimental-permission",
  ...(isKnown("--allow-net") ? ["--allow-net"] : []), // calling services is what actions are for
];

function isKnown(flag: string): boolean {
  return process.allowedNodeEnvironmentFlags.has(flag);
}

/** Variables that Node itself reads when it starts, and threads take from the host: trusted certificates, system folders. */
const inherited = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH", "SystemRoot"];

function environment(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function readable({ folder, current }: Build, file: URL): readonly string[] {
  const modules = moduleFolders(folder);
  const packages = Object.keys(current.packages).flatMap((name) => packageFolder(modules, name) ?? []);
  const folders = [folder, ...modules, ...packages].map((each) => join(each, "*"));
  return [...folders, realpathSync(fileURLToPath(file))];
}

/** Returns flags that grant reading. `DIR` beside `DIR/*` aborts Node 20.20, so nothing is granted twice. */
function grants(paths: readonly string[]): readonly string[] {
  const folders = paths.filter((path) => path.endsWith(`${sep}*`)).map((path) => path.slice(0, -1));
  const isWithin = (path: string): boolean =>
    folders.some((folder) => path !== `${folder}*` && path.startsWith(folder));
  return [...new Set(paths)].filter((path) => !isWithin(path)).map((path) => `--allow-fs-read=${path}`);
}

/** Returns the path that Node is given for `@permission fs:PATH`: a folder with everything in it, or a file. */
function widest(path: string): string {
  const isFolder = path.endsWith("/") || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(resolve(path), "*") : resolve(path);
}
