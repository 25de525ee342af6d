import { secret } from "actionary";

export const twilio = secret({ name: "twilio", keys: ["TWILIO_SID", "TWILIO_TOKEN"] });

export function sid(): string {
  return twilio.get("TWILIO_SID");
}

export function login(): string {
  return `${sid()}:${twilio.get("TWILIO_TOKEN")}`;
}

export function formatNumber(number: string): string {
  return number.replace(/\s+/g, "");
}
