import { secret } from "actionary";

export const again = secret({ name: "again", keys: ["AGAIN_KEY"] });
/** The same keys: no problem. */
export const twin = secret({ name: "again", keys: ["AGAIN_KEY"] });
