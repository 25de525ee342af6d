import { existsSync } from "node:fs";
import { boardBytes } from "../../channel/file-board-layout.js";

/** A program with its arguments. */
export interface CommandLine {
  readonly program: string;
  readonly args: readonly string[];
}

/** Traits of a process that decide its limits. */
export interface LimitedProcess {
  /** It may write files, or start programs that may. */
  readonly mayWrite: boolean;
  /** Signals that terminals send to the whole group must not end it: not the lane's own program, which cares for itself. */
  readonly isWrapper: boolean;
}

const shell = "/bin/sh";
const blockBytes = 512;

/**
 * Returns the command line with limits of the system: no memory image after a crash, which would hold secrets, and no file
 * longer than the board, unless the process may write. Set by a shell that becomes the program, in less than a millisecond and under the same
 * process id; not everywhere is there `prlimit`. Unchanged where there is no shell.
 */
export function withLimits({ program, args }: CommandLine, { mayWrite, isWrapper }: LimitedProcess): CommandLine {
  if (!hasShell()) return { program, args };
  const limits = ["ulimit -c 0", ...(mayWrite ? [] : [`ulimit -f ${Math.ceil(boardBytes / blockBytes)}`])];
  const script = [
    ...(isWrapper ? ["trap '' INT TERM HUP"] : []),
    ...limits,
    "unset PWD OLDPWD SHLVL _", // of the shell's own
    'exec "$@"',
  ].join("\n");
  return { program: shell, args: ["-c", script, "sh", program, ...args] };
}

let found: boolean | undefined;

function hasShell(): boolean {
  found ??= process.platform !== "win32" && existsSync(shell);
  return found;
}
