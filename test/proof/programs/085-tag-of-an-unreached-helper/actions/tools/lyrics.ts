import { secret } from "actionary";
import { authorization, clean } from "../_shared/lyrics.js";

export const lyrics = secret({ name: "lyrics", keys: ["LYRICS_TOKEN"] });

/**
 * Get the lyrics of a song.
 *
 * @param song - Title of the song.
 * @secret lyrics
 */
export async function get(song: string): Promise<string> {
  const headers = { authorization: authorization() };
  return (await fetch(`https://lyrics.example.com/${encodeURIComponent(song)}`, { headers })).text();
}

/**
 * Clean lyrics.
 *
 * @param text - The lyrics.
 * @secret lyrics
 */
export function cleanLyrics(text: string): string {
  return clean(text);
}
