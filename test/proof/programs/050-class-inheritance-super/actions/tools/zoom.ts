import { Zoom } from "../_shared/zoom.js";

/**
 * List the meetings.
 */
export async function listMeetings(): Promise<string> {
  return new Zoom().list();
}

/**
 * Count the headers of an administrator.
 */
export function countAdminHeaders(): number {
  return Object.keys(new Zoom().admin()).length;
}
