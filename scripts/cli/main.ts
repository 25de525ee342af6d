#!/usr/bin/env node
import { runCommandLine } from "./command-line.js";
import { ExitCode } from "./output/exit-code.js";

// A reader that stops reading, as in `actionary list | head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(ExitCode.fine);
  throw error;
});

await runCommandLine(process.argv.slice(2));
