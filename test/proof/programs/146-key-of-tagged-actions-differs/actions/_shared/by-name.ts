import { secrets } from "actionary";

export const garageKey = (): string => secrets.get("GARAGE_KEY");
