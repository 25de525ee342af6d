import { secret } from "actionary";

export const implicit = secret({ name: "implicit", keys: ["IMPLICIT_TEXT", "IMPLICIT_JSON"] });

const asText = { toString: (): string => `Bearer ${implicit.get("IMPLICIT_TEXT")}` };

class Credentials {
  toJSON(): string {
    return implicit.get("IMPLICIT_JSON");
  }
}

/**
 * Ask with a header that is made by itself.
 */
export async function withText(): Promise<boolean> {
  return (await fetch("https://implicit.example.com/", { headers: { authorization: `${asText}` } })).ok;
}

/**
 * Ask with a body that is made by itself.
 */
export async function withJson(): Promise<boolean> {
  const body = JSON.stringify({ credentials: new Credentials() });
  return (await fetch("https://implicit.example.com/", { method: "POST", body })).ok;
}
