import { isAccepted, mapbox } from "../_shared/mapbox.js";

/**
 * Tell whether the token works.
 *
 * @verifies mapbox
 */
export async function checkToken(): Promise<boolean> {
  return isAccepted(mapbox.get("MAPBOX_TOKEN"));
}
