import { secret } from "actionary";

export const zendesk = secret({ name: "zendesk", keys: ["ZENDESK_USER", "ZENDESK_TOKEN"] });

export const headers = (): Record<string, string> => ({ authorization: `Bearer ${zendesk.get("ZENDESK_TOKEN")}` });
