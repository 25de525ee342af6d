import { ExitCode } from "../output/exit-code.js";
import { CommandFault } from "./project-files.js";

/** A command's action whose faults of use end in a sentence on stderr and exit code 2. */
export function guarded<A extends readonly unknown[]>(
  action: (...args: A) => void | Promise<void>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      if (!(error instanceof CommandFault)) throw error;
      process.stderr.write(`error: ${error.message}\n`);
      process.exitCode = ExitCode.wrongUse;
    }
  };
}
