import { secret } from "actionary";

export const sap = secret({ name: "sap", keys: ["SAP_USER", "SAP_PASSWORD", "SAP_CLIENT"] });

export const settings = {
  get user(): string {
    return sap.get("SAP_USER");
  },
  get login(): string {
    return `${this.user}:${sap.get("SAP_PASSWORD")}`;
  },
  get client(): string {
    return sap.get("SAP_CLIENT");
  },
};
