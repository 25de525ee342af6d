import { headers } from "../_shared/a/headers.js";

/**
 * Ask the first service.
 */
export async function ask(): Promise<string> {
  return (await fetch("https://alpha.example.com/", { headers: headers() })).text();
}
