import { chat, keyOf, mail, refuse, service } from "../_shared/chat.js";

/**
 * Read a key that the caller chooses.
 *
 * @param key - The key.
 */
export function computed(key: "CHAT_TOKEN" | "CHAT_TEAM"): string {
  return chat.get(key);
}

/**
 * Read a key through a helper.
 */
export function named(): string {
  return keyOf("CHAT_TEAM");
}

/**
 * Print a secret.
 */
export function printed(): string {
  return JSON.stringify(chat);
}

/**
 * Name a secret that nothing reads.
 *
 * @secret mail
 */
export function unread(): string {
  return chat.get("CHAT_TOKEN");
}

/**
 * Check the chat.
 *
 * @verifies chat
 */
export function check(): boolean {
  return chat.get("CHAT_TOKEN") !== "" && mail.get("MAIL_TOKEN") !== "";
}

/**
 * Check it again.
 *
 * @verifies chat
 */
export function again(): boolean {
  return chat.get("CHAT_TOKEN") !== "";
}

/**
 * Call any address.
 *
 * @param url - The address.
 */
export async function anywhere(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/**
 * Call any address, and say why.
 *
 * @param url - The address.
 * @hosts "*" it tells whether a site answers
 */
export async function ping(url: string): Promise<boolean> {
  return (await fetch(url)).ok;
}

/**
 * Call one address, and claim any.
 *
 * @hosts "*" for no reason
 */
export async function claimed(): Promise<string> {
  return (await fetch(service.url("/rooms"))).text();
}

/**
 * Fail in another way.
 *
 * @throws limit when there are too many rooms.
 */
export function fails(): void {
  refuse();
}

/**
 * Look, and write.
 *
 * @readonly
 */
export async function looks(): Promise<string> {
  return (await fetch(service.url("/rooms"), { method: "POST" })).text();
}

/**
 * Look by a request that only looks like writing.
 *
 * @readonly - POST is how the service searches
 */
export async function searches(): Promise<string> {
  return (await fetch(service.url("/search"), { method: "POST" })).text();
}
