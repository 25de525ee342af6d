import { headers } from "../_shared/b/headers.js";

/**
 * Ask the second service.
 */
export async function ask(): Promise<string> {
  return (await fetch("https://beta.example.com/", { headers: headers() })).text();
}
