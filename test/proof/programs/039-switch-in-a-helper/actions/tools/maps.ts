import { keyFor } from "../_shared/key-for.js";

/**
 * Get a tile.
 */
export async function tile(): Promise<string> {
  const response = await fetch("https://tiles.example.com/0", { headers: { "x-key": keyFor("tiles") } });
  return response.text();
}

/**
 * Get a route.
 */
export async function route(): Promise<string> {
  const response = await fetch("https://routes.example.com/0", { headers: { "x-key": keyFor("routes") } });
  return response.text();
}
