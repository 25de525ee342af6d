import { secret } from "actionary";

export const parity = secret({ name: "parity", keys: ["PARITY_EVEN", "PARITY_ODD", "PARITY_NONE"] });
