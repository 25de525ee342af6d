import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { sandboxProbeMs } from "../../contract/limits.js";
import { type SandboxBase, sandboxArgs } from "./sandbox.js";
import { spawnSync } from "./spawn.js";

const advice = {
  install: "Install it: `apt-get install bubblewrap`, `dnf install bubblewrap`, `apk add bubblewrap`",
  other: 'or choose `isolation: "process"`, best in a container of its own',
};

let found: SandboxBase | undefined;

/**
 * Returns what sandboxes need of this machine, after one was started to see that they work. Throws an `Error` that says what
 * is missing and what to do: there is no silent way to weaker walls.
 */
export function findSandbox(): SandboxBase {
  found ??= probe();
  return found;
}

function probe(): SandboxBase {
  if (process.platform !== "linux") {
    throw new Error(`${head} needs Linux with bubblewrap, and this is ${process.platform}. ${choose}`);
  }
  const program = programOnPath("bwrap");
  if (!program)
    throw new Error(
      `${head} needs bubblewrap (\`bwrap\`), which is not installed. ${advice.install}; ${advice.other}.`,
    );
  const version = versionOf(program);
  if (version < 0.008) {
    throw new Error(
      `${head} needs bubblewrap 0.8 or later, and ${program} is older. Install a newer one; ${advice.other}.`,
    );
  }
  if (!existsSync(`/proc/${process.pid}/task/${process.pid}/children`)) {
    throw new Error(`${head} needs /proc/PID/task/PID/children to watch memory, and this kernel lacks it. ${choose}`);
  }
  const base: SandboxBase = { program, libraries: librariesOf(process.execPath) };
  const node = [process.execPath, "-e", "process.exitCode = 42"];
  const binds = [{ path: process.execPath, mayWrite: false }];
  const args = [
    ...sandboxArgs(base, { binds, folder: "/", hasNetwork: true, env: {} }),
    "--remount-ro",
    "/",
    "--",
    ...node,
  ];
  const { status, stderr, error } = spawnSync(program, args, {
    env: {},
    timeout: sandboxProbeMs,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status === 42) return base;
  const reason = error?.message ?? String(stderr).trim().split("\n").slice(0, 3).join(" ").slice(0, 300);
  throw new Error(
    `${head} cannot start here: ${reason || `\`bwrap\` ended with code ${status}`}. It needs namespaces of users, processes and mounts. ` +
      "In Docker: `--security-opt seccomp=unconfined --security-opt systempaths=unconfined`, and AppArmor that allows them; on " +
      `Ubuntu 24.04: \`sysctl kernel.apparmor_restrict_unprivileged_userns=0\` or a profile for bwrap; ${advice.other}.`,
  );
}

const head = 'createRuntime: `isolation: "sandbox"`';
const choose = 'Choose `isolation: "process"`, best in a container of its own.';

function programOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Returns a version as a number: 0.008 for 0.8. */
function versionOf(program: string): number {
  const { stdout } = spawnSync(program, ["--version"], { env: {}, timeout: sandboxProbeMs, encoding: "utf8" });
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(stdout ?? "") ?? [];
  return Number(major) + Number(minor) / 1000;
}

/** Returns the shared libraries of a program, its loader included, by the paths under which the loader looks for them. */
function librariesOf(program: string): readonly string[] {
  const { stdout } = spawnSync("ldd", [program], {
    env: { PATH: "/usr/bin:/bin", LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? "" },
    timeout: sandboxProbeMs,
    encoding: "utf8",
  });
  const paths = [...(stdout ?? "").matchAll(/(?:^|\s)(\/[^\s():]+)/gm)]
    .map(([, path = ""]) => path)
    .filter((path) => path !== program);
  // A program without a list of libraries is linked statically, or there is no `ldd`: then all libraries are shown.
  return paths.length > 0 ? [...new Set(paths)] : ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
}
