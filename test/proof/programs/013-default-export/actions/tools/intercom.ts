import handle from "../_shared/intercom/handle.js";
import send from "../_shared/intercom/request.js";

/**
 * List the contacts.
 */
export async function listContacts(): Promise<string> {
  return send("contacts");
}

/**
 * Name the app.
 */
export function appId(): string {
  return handle.get("INTERCOM_APP_ID");
}
