import { realpathSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkerOptions } from "node:worker_threads";
import { moduleFolders, packageFolder } from "../../loader/packages.js";
import type { Build } from "../../loader/read-build.js";

/** How a thread lane is started. */
export interface ThreadLaunch {
  readonly file: URL;
  readonly options: Omit<WorkerOptions, "workerData">;
}

/** How a process lane is started: the arguments of Node, and what its process is given. */
export interface ProcessLaunch {
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly detached: boolean };
}

/** The compiled entry of a lane; from source too, because Node 20 cannot load TypeScript in a thread. */
function entry(name: string): URL {
  return new URL(import.meta.url.endsWith(".ts") ? `../../../dist/${name}.js` : `./${name}.js`, import.meta.url);
}

/**
 * A lane sees no environment and may read its own file, the build and the packages that the build can import; it may not
 * write, start a process or start a thread.
 */
export function threadLaunch(build: Build, memoryMb: number): ThreadLaunch {
  const file = entry("lane-thread");
  return {
    file,
    options: {
      env: {},
      // Not to the host's own. Nobody reads it here, which would hold the process: the lane sends it as log lines.
      stdout: true,
      stderr: true,
      execArgv: [...flags(), ...grants(readable(build, file))],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    },
  };
}

/** The same for a process, which may do besides what these `@permission`s of an action say. */
export function processLaunch(build: Build, memoryMb: number, permissions: readonly string[]): ProcessLaunch {
  const file = entry("lane-process");
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
    // A group of its own, to be ended with all that it started, comes with a session of its own; and Linux shares processor
    // time among sessions, so that a host and its lanes would wait for each other (half as many calls, measured).
    options: { env: environment(), cwd: build.folder, detached: isParent },
  };
}

/** To ask Node what it knows takes 1 ms, so not before there is a lane. */
const flags = (): readonly string[] => [
  "--frozen-intrinsics",
  "--enable-source-maps",
  "--no-warnings", // about the experimental flags here; they would reach the log
  isKnown("--permission") ? "--permission" : "--experimental-permission",
  ...(isKnown("--allow-net") ? ["--allow-net"] : []), // calling services is what actions are for
];

function isKnown(flag: string): boolean {
  return process.allowedNodeEnvironmentFlags.has(flag);
}

/** What Node itself reads when it starts and a thread has from its host: the time zone and trusted certificates. */
const inherited = ["TZ", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH", "SystemRoot"];

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function readable({ folder, current }: Build, file: URL): readonly string[] {
  const modules = moduleFolders(folder);
  const packages = Object.keys(current.packages).flatMap((name) => packageFolder(modules, name) ?? []);
  const folders = [folder, ...modules, ...packages].map((each) => join(each, "*"));
  return [...folders, realpathSync(fileURLToPath(file))];
}

/** `DIR` beside `DIR/*` aborts Node 20.20, so nothing is granted twice. */
function grants(paths: readonly string[]): readonly string[] {
  const folders = paths.filter((path) => path.endsWith(`${sep}*`)).map((path) => path.slice(0, -1));
  const isWithin = (path: string): boolean =>
    folders.some((folder) => path !== `${folder}*` && path.startsWith(folder));
  return [...new Set(paths)].filter((path) => !isWithin(path)).map((path) => `--allow-fs-read=${path}`);
}

/** What Node is told for `@permission fs:PATH`: a folder with all that is in it, or a file. */
function widest(path: string): string {
  const isFolder = path.endsWith("/") || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(resolve(path), "*") : resolve(path);
}
