import { secrets } from "actionary";

export function authorization(): string {
  return secrets.get("LYRICS_TOKEN");
}

export function clean(text: string): string {
  return text.trim();
}
