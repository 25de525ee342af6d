import { isAccepted, mapbox as tiles } from "../_shared/mapbox.js";

/**
 * Tell whether the tiles can be read.
 *
 * @verifies tiles
 */
export async function checkTiles(): Promise<boolean> {
  return isAccepted(tiles.get("MAPBOX_TOKEN"));
}
