import { openUnnamedFile } from "../../channel/unnamed-file.js";
import { laneEntry } from "./entries.js";
import { unlinkedPaths } from "./grants.js";
import {
  hasTemporaryFolder,
  type LaneProcess,
  laneProcess,
  libraryKind,
  type ProcessLaunch,
  type ProcessSetting,
  workingFolder,
} from "./launch.js";
import { withLimits } from "./process-limits.js";
import { type Bind, programFolders, type SandboxBase, sandboxArgs, sandboxFiles, usersText } from "./sandbox.js";
import { packageLinks } from "./sandbox-links.js";
import { systemCallFilter } from "./system-calls.js";

/** Folder for temporary files in every sandbox; it lies in memory, and is the lane's own. */
const temporaryFolder = "/tmp";

/** Variables that name files which Node reads. */
const certificateVariables = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"];

const unixPrefix = "net:unix:/";

/**
 * Returns the launch of a lane in a sandbox: a process lane that sees the build, Node, its packages and what `@permission fs:PATH`
 * names, in namespaces of its own and behind a filter of system calls.
 */
export function sandboxLaunch(base: SandboxBase, setting: ProcessSetting, hasNetwork: boolean): ProcessLaunch {
  const { permissions, build } = setting;
  const lane = laneProcess(setting, hasTemporaryFolder(permissions) ? temporaryFolder : undefined);
  const shown = [...unlinkedPaths(build, laneEntry("lane-process")), ...libraryKind];
  const filter = systemCallFilter({
    mayListen: permissions.includes("net:listen"),
    mayUseUnix: permissions.some((each) => each.startsWith("net:unix:")),
  });
  const args = [
    ...sandboxArgs(base, {
      binds: bindsOf(lane, { shown, permissions }),
      folder: workingFolder(build),
      hasNetwork,
      env: variablesOf(lane.env),
    }),
    ...packageLinks(build, shown),
    ...["--ro-bind-data", String(sandboxFiles.users), "/etc/passwd"],
    ...(filter ? ["--seccomp", String(sandboxFiles.filter)] : []),
    ...["--remount-ro", "/", "--", process.execPath, ...lane.args],
  ];
  return {
    ...withLimits({ program: base.program, args }, { mayWrite: lane.mayWrite, isWrapper: true }),
    // All that it starts ends with its namespace of processes, so it needs no group.
    options: { env: {}, cwd: "/", detached: false },
    openFiles: () => [openUnnamedFile(filter ?? new Uint8Array()), openUnnamedFile(Buffer.from(usersText))],
    isWrapped: true,
  };
}

function bindsOf(
  { writable, isParent, env }: LaneProcess,
  { shown, permissions }: { readonly shown: readonly string[]; readonly permissions: readonly string[] },
): readonly Bind[] {
  const needsPrograms = isParent || permissions.includes("native");
  const bind = (mayWrite: boolean) => (path: string) => ({ path: withoutStar(path), mayWrite });
  const sockets = permissions.flatMap((each) =>
    each.startsWith(unixPrefix) ? [each.slice(unixPrefix.length - 1)] : [],
  );
  return [
    ...[process.execPath, ...(needsPrograms ? programFolders : [])].map(bind(false)),
    ...certificateVariables.flatMap((name) => env[name] ?? []).map(bind(false)),
    ...shown.map(bind(false)),
    ...writable.filter((path) => withoutStar(path) !== temporaryFolder).map(bind(true)),
    ...sockets.map(bind(permissions.includes("net:listen"))),
  ];
}

/** Time zones are told by name, because the files of the system that tell them are not there. */
function variablesOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { TZ: Intl.DateTimeFormat().resolvedOptions().timeZone, HOME: temporaryFolder, ...env };
}

function withoutStar(path: string): string {
  return path.replace(/\/\*?$/, "") || "/";
}
