import { secret } from "actionary";

export const tracker = secret({ name: "tracker", keys: ["TRACKER_KEY"] });

export function trackerKey(): string {
  console.log(tracker);
  return tracker.get("TRACKER_KEY");
}
