import { ExitCode } from "../output/exit-code.js";
import { Watcher, type WatchSetup } from "./watcher.js";

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Generates at every change until SIGINT or SIGTERM, or until the project's folder is removed. Waits for a running round.
 */
export async function watchProject(setup: WatchSetup): Promise<void> {
  const signal = nextSignal().then(() => "signal" as const);
  const watcher = new Watcher(setup);
  await watcher.start();
  const end = await Promise.race([signal, watcher.gone.then(() => "gone" as const)]);
  await watcher.close();
  if (end === "signal") setup.printLine("Stopped watching.");
  else process.exitCode = ExitCode.wrongUse;
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      // A second signal ends the process at once; the next command finishes an interrupted write.
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}
