type Json = string | number | boolean | null | Json[] | JsonObject;
type JsonObject = { [K in string]: Json } & { [K in string]?: Json | undefined };

/** Use the objects of JSON. */
export async function objects(a: JsonObject): Promise<JsonObject> {
  return a;
}

/** Use index signatures in several parts. */
export async function parts(
  a: { [key: string]: string } & { [key: string]: string },
  b: { [key: string]: string | number } & { [key: string]: string },
  c: Record<string, string> & { a: "x" },
): Promise<void> {
  void [a, b, c];
}
