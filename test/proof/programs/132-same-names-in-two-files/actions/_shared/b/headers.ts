import { secret } from "actionary";

const service = secret({ name: "beta_service", keys: ["BETA_KEY"] });

export const headers = (): Record<string, string> => ({ authorization: service.get("BETA_KEY") });
