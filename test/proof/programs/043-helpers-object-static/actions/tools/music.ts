import { headers } from "../_shared/apis.js";

/**
 * List the songs of Spotify.
 */
export async function spotifySongs(): Promise<string> {
  return (await fetch("https://api.spotify.com/v1/me/tracks", { headers: headers.spotify() })).text();
}

/**
 * List the songs of Tidal.
 */
export async function tidalSongs(): Promise<string> {
  const { more } = headers;
  return (await fetch("https://api.tidal.com/v1/tracks", { headers: more.tidal() })).text();
}

/**
 * List the songs of Deezer.
 */
export async function deezerSongs(): Promise<string> {
  return (await fetch("https://api.deezer.com/tracks", { headers: headers["deezer"]() })).text();
}
