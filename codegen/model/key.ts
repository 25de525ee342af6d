import { snakeCase } from "./title.js";

/** Tells whether a text can be a segment of a key. */
export function isKeySegment(text: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(text);
}

/** Returns the key segments of a path below the actions folder: `integrations/github/index.ts` is `integrations`, `github`. A dot in a name counts as `_`. */
export function segmentsOf(path: string): readonly string[] {
  const segments = path.replace(/\.[mc]?ts$/, "").split("/");
  const named = segments.at(-1) === "index" ? segments.slice(0, -1) : segments;
  return named.map((segment) => snakeCase(segment.replaceAll(".", "_")));
}

/** Returns the platform of a key: the segment after `integrations` or `tools`, else undefined. */
export function platformOf(segments: readonly string[]): string | undefined {
  return (segments[0] === "integrations" || segments[0] === "tools") && segments.length > 2 ? segments[1] : undefined;
}
