import { temperature } from "./weather.js";

/**
 * Say what to wear.
 *
 * @param place - Name of the place.
 */
export async function advise(place: string): Promise<string> {
  return (await temperature(place)) < 10 ? "a coat" : "a shirt";
}
