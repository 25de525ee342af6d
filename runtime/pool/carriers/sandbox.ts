import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { sandboxTmpBytes } from "../../contract/limits.js";

/** What sandboxes need of the machine. */
export interface SandboxBase {
  /** The path of `bwrap`. */
  readonly program: string;
  /** Shared libraries of Node. */
  readonly libraries: readonly string[];
}

/** A file or folder that is seen in a sandbox, under its own path. */
export interface Bind {
  readonly path: string;
  readonly mayWrite: boolean;
}

/** Contents of one sandbox. */
export interface SandboxContents {
  readonly binds: readonly Bind[];
  /** The working directory; empty unless it holds what is bound. */
  readonly folder: string;
  readonly hasNetwork: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Numbers of the files that a sandbox reads when it starts: after those of the channel. */
export const sandboxFiles = { filter: 6, users: 7 } as const;

/** `/etc/passwd` of every sandbox, because packages ask for the name and the home of their user. */
export const usersText = "lane:x:65534:65534:lane:/tmp:/bin/false\n";

const nobody = "65534";

/** Files of the system for names of hosts, certificates and addresses; none holds a secret. */
const networkFiles = [
  ...["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/services", "/etc/gai.conf", "/etc/ssl/certs"],
  ...["/etc/ssl/openssl.cnf", "/etc/pki/tls/certs", "/etc/pki/ca-trust/extracted", "/usr/share/ca-certificates"],
];

/** Libraries by which older versions of glibc look up names; they lie beside it. */
const nameLibraries = ["libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2"];

/** What programs need, for lanes that may start them or load machine code. */
export const programFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/alternatives"];

/** Devices, without any terminal. */
const devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];

/**
 * Returns the arguments of `bwrap` before those for its filter and the program: namespaces of its own, nobody's user without any
 * capability, an empty environment, and no files but these. It stays in the session of its host, because Linux shares
 * processor time among sessions first; without a terminal in `/dev` that gives nothing away.
 */
export function sandboxArgs({ libraries }: SandboxBase, contents: SandboxContents): readonly string[] {
  const { binds, folder, hasNetwork, env } = contents;
  const names = libraries.some((path) => path.includes("libc.so")) ? nameLibrariesBeside(libraries) : [];
  const shown = [...libraries, ...names, "/etc/ld.so.cache", ...(hasNetwork ? networkFiles : [])];
  return [
    ...["--unshare-user", "--uid", nobody, "--gid", nobody, "--disable-userns"],
    ...[
      "--unshare-pid",
      "--unshare-ipc",
      "--unshare-uts",
      "--unshare-cgroup-try",
      ...(hasNetwork ? [] : ["--unshare-net"]),
    ],
    ...["--hostname", "lane", "--die-with-parent", "--cap-drop", "ALL", "--clearenv"],
    ...Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value ?? ""]),
    ...["--proc", "/proc", ...devices.flatMap((path) => ["--dev-bind-try", path, path])],
    ...["--size", String(sandboxTmpBytes), "--perms", "1777", "--tmpfs", "/tmp"],
    ...shown.flatMap((path) => ["--ro-bind-try", path, path]),
    ...outermostFirst(binds).flatMap(bindArgs),
    ...["--dir", folder, "--chdir", folder],
  ];
}

function nameLibrariesBeside(libraries: readonly string[]): readonly string[] {
  const libc = libraries.find((path) => path.includes("libc.so")) ?? "/lib/libc.so.6";
  return nameLibraries.map((name) => join(dirname(libc), name));
}

/** What is mounted later covers what was mounted before. */
function outermostFirst(binds: readonly Bind[]): readonly Bind[] {
  return [...binds].sort((a, b) => a.path.length - b.path.length);
}

function bindArgs({ path, mayWrite }: Bind): readonly string[] {
  return [mayWrite ? "--bind-try" : "--ro-bind-try", path, path];
}

/** Returns the lane of a sandbox: the process at the end of the chain of those that made its walls, before it starts any. */
export function innermostProcess(pid: number): number {
  let innermost = pid;
  for (let child = firstChild(pid); child !== undefined; child = firstChild(child)) innermost = child;
  return innermost;
}

function firstChild(pid: number): number | undefined {
  try {
    const [first = ""] = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ");
    return first === "" ? undefined : Number(first);
  } catch {
    return undefined; // it has ended
  }
}

/** Returns the signal that ended the lane of a sandbox, which tells it by its code, as shells do; null if there was none. */
export function endOfWrapped(code: number | null, signal: NodeJS.Signals | null): string | null {
  const names = Object.entries(constants.signals);
  return signal ?? names.find(([, number]) => code === 128 + number)?.[0] ?? null;
}
