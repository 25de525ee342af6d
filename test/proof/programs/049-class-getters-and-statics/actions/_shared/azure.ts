import { secret } from "actionary";

export const azure = secret({ name: "azure", keys: ["AZURE_TENANT", "AZURE_CLIENT", "AZURE_SECRET"] });

export class Azure {
  static tenant(): string {
    return azure.get("AZURE_TENANT");
  }

  static get client(): string {
    return azure.get("AZURE_CLIENT");
  }

  get secret(): string {
    return azure.get("AZURE_SECRET");
  }

  get isReady(): boolean {
    return this.secret !== "" && Azure.client !== "";
  }
}
