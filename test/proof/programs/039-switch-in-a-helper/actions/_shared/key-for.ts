import { secret } from "actionary";

export const maps = secret({ name: "maps", keys: ["MAPS_TILES_KEY", "MAPS_ROUTES_KEY", "MAPS_PLACES_KEY"] });

export function keyFor(kind: "tiles" | "routes" | "places"): string {
  switch (kind) {
    case "tiles":
      return maps.get("MAPS_TILES_KEY");
    case "routes":
      return maps.get("MAPS_ROUTES_KEY");
    default:
      return maps.get("MAPS_PLACES_KEY");
  }
}
