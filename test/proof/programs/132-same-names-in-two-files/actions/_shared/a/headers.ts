import { secret } from "actionary";

const service = secret({ name: "alpha_service", keys: ["ALPHA_KEY"] });

export const headers = (): Record<string, string> => ({ authorization: service.get("ALPHA_KEY") });
