import { secret } from "actionary";

export const erp = secret({ name: "erp", keys: ["ERP_KEY", "ERP_ROOT_KEY"] });
