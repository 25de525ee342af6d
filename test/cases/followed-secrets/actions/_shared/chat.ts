import { Failure, endpoint, secret } from "actionary";

export const chat = secret({ name: "followed_chat", keys: ["CHAT_TOKEN", "CHAT_TEAM"] });
export const mail = secret({ name: "followed_mail", keys: ["MAIL_TOKEN"] });
export const service = endpoint("chat", "https://chat.example.com");

/** Reads the key that its caller names. */
export function keyOf(name: "CHAT_TOKEN" | "CHAT_TEAM"): string {
  return chat.get(name);
}

/** Fails in one way. */
export function refuse(): never {
  throw new Failure("permission", "The chat is closed.");
}
