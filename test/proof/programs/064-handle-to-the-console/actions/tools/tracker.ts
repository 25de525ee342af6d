import { trackerKey } from "../_shared/debug.js";

/**
 * Track a parcel.
 *
 * @param parcel - Number of the parcel.
 */
export async function track(parcel: string): Promise<string> {
  const headers = { "x-key": trackerKey() };
  return (await fetch(`https://tracker.example.com/${encodeURIComponent(parcel)}`, { headers })).text();
}
