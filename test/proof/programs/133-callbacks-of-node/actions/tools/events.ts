import { EventEmitter } from "node:events";
import { promisify } from "node:util";
import { secret } from "actionary";

export const events = secret({ name: "events", keys: ["EVENTS_ON", "EVENTS_PROMISE", "EVENTS_NEVER"] });

function onTick(listener: () => void): EventEmitter {
  return new EventEmitter().on("tick", listener);
}

const later = (done: (error: Error | null, value: string) => void): void => done(null, events.get("EVENTS_PROMISE"));

/**
 * Count ticks.
 */
export function countTicks(): number {
  let count = 0;
  const emitter = onTick(() => {
    count += events.get("EVENTS_ON").length;
  });
  emitter.emit("tick");
  return count;
}

/**
 * Wait for a text.
 */
export async function waitForText(): Promise<number> {
  return (await promisify(later)()).length;
}
