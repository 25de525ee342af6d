import { realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkerOptions } from "node:worker_threads";
import { moduleFolders, packageFolder } from "../build/packages.js";
import type { Build } from "../build/read-build.js";

/** What every lane of a runtime is started with. */
export interface Launch {
  readonly file: URL;
  readonly options: Omit<WorkerOptions, "workerData">;
}

/** The compiled entry of a lane; from source too, because Node 20 cannot load TypeScript in a thread. */
const laneFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/lane-thread.js" : "./lane-thread.js",
  import.meta.url,
);

/**
 * A lane sees no environment and may read its own file, the build and the packages that the build can import; it may not
 * write, start a process or start a thread.
 */
export function launchOf(build: Build, memoryMb: number): Launch {
  return {
    file: laneFile,
    options: {
      env: {},
      // Not to the host's own. Nobody reads it here, which would hold the process: the lane sends it as log lines.
      stdout: true,
      stderr: true,
      execArgv: [
        "--frozen-intrinsics",
        "--enable-source-maps",
        "--no-warnings", // about the experimental flags here; they would reach the log
        permissionFlag(),
        ...readable(build).map((path) => `--allow-fs-read=${path}`),
      ],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    },
  };
}

function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
}

function readable({ folder, current }: Build): readonly string[] {
  const modules = moduleFolders(folder);
  const packages = Object.keys(current.packages).flatMap((name) => packageFolder(modules, name) ?? []);
  const folders = [...new Set([folder, ...modules, ...packages])];
  const file = realpathSync(fileURLToPath(laneFile));
  // `DIR` beside `DIR/*` aborts Node 20.20, so nothing is granted twice.
  const isNew = (path: string): boolean => !folders.some((other) => path.startsWith(other + sep));
  return [...folders.filter(isNew).map((each) => join(each, "*")), ...[file].filter(isNew)];
}
