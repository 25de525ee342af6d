import { plainText } from "../../../runtime/contract/plain-text.js";
import { ExitCode } from "../output/exit-code.js";
import { CommandFault } from "./project-files.js";

/** Wraps a command's action: a `CommandFault` ends in its message on stderr and in exit code 2. */
export function reportFailures<A extends readonly unknown[]>(
  action: (...args: A) => void | Promise<void>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      if (!(error instanceof CommandFault)) throw error;
      process.stderr.write(`error: ${plainText(error.message)}\n`);
      process.exitCode = ExitCode.wrongUse;
    }
  };
}
