import { secret } from "actionary";

export const regions = secret({ name: "regions", keys: ["EAST_KEY", "WEST_KEY"] });

export function east(): string {
  return regions.get("EAST_KEY");
}

export function west(): string {
  return regions.get("WEST_KEY");
}
