/** Exit codes of the command line. */
export const ExitCode = {
  fine: 0,
  /** The sources have errors, `--check` found stale files, or the call ended in an `ActionError`. */
  failed: 1,
  /** Wrong use, or a fault of Actionary itself. */
  wrongUse: 2,
} as const;
