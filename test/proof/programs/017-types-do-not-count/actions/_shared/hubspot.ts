import { secret } from "actionary";

export const hubspot = secret({ name: "hubspot", keys: ["HUBSPOT_TOKEN", "HUBSPOT_PORTAL"] });

export class HubSpotClient {
  readonly headers: Record<string, string> = { authorization: hubspot.get("HUBSPOT_TOKEN") };
}

export interface Contact {
  /** Where to write to. */
  email: string;
}
