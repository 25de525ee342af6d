import { address, host } from "../_shared/hosts.js";

/**
 * Get a song.
 *
 * @param id - ID of the song.
 */
export async function song(id: string): Promise<string> {
  return (await fetch(`${address}/songs/${encodeURIComponent(id)}`)).text();
}

/**
 * List the songs.
 */
export async function songs(): Promise<string> {
  return (await fetch("https://" + host + "/v1/songs")).text();
}
