import { WatchSession, type WatchSetup } from "./session.js";

const signals = ["SIGINT", "SIGTERM"] as const;

/** Generates at every change, until SIGINT or SIGTERM; a round that is at work then ends first. */
export async function watchProject(setup: WatchSetup): Promise<void> {
  const signal = nextSignal();
  const session = new WatchSession(setup);
  await session.start();
  await signal;
  await session.close();
  setup.say("Stopped watching.");
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
