import { secret } from "actionary";

export const red = secret({ name: "red", keys: ["RED_KEY"] });
export const green = secret({ name: "green", keys: ["GREEN_KEY"] });

export const probes: Record<string, () => string> = {
  red: () => red.get("RED_KEY"),
  green: () => green.get("GREEN_KEY"),
};
