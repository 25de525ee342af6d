import { secret } from "actionary";

export const asana = secret({ name: "asana", keys: ["ASANA_TOKEN", "ASANA_WORKSPACE"] });

export const tasks = asana;
