import { secret } from "actionary";

export const acme = secret({ name: "acme", keys: ["TENANT_KEY"] });
export const globex = secret({ name: "globex", keys: ["TENANT_KEY"] });

export const tenants = { acme, globex };
