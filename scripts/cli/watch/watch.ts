import { ExitCode } from "../output/exit-code.js";
import { WatchSession, type WatchSetup } from "./session.js";

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Generates at every change, until SIGINT or SIGTERM, or until the project's folder is gone; a round that is at work
 * then ends first.
 */
export async function watchProject(setup: WatchSetup): Promise<void> {
  const signal = nextSignal().then(() => "signal" as const);
  const session = new WatchSession(setup);
  await session.start();
  const end = await Promise.race([signal, session.gone.then(() => "gone" as const)]);
  await session.close();
  if (end === "signal") setup.say("Stopped watching.");
  else process.exitCode = ExitCode.wrongUse;
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      // A second signal ends the process at once; what that leaves, the next command finishes.
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}
