import type { Keyword, WrittenType } from "./written-type.js";

/** Properties of `URL` with text. */
const urlTexts: ReadonlySet<string> = new Set([
  ...["hash", "host", "hostname", "href", "origin", "password", "pathname", "port", "protocol", "search", "username"],
]);

/** Returns the type of a property that the platform declares; undefined for any other. */
export function platformMember(type: WrittenType, name: string): Keyword | undefined {
  switch (type.kind) {
    case "wire":
      return type.wire === "url" && urlTexts.has(name) ? "string" : undefined;
    case "list":
      return name === "length" ? "number" : undefined;
    case "keyword":
      return type.name === "string" && name === "length" ? "number" : undefined;
    default:
      return undefined;
  }
}
