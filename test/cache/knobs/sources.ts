import type { Entry, Turned } from "./positions.js";
import { action, file } from "./write-source.js";

/** Makes files that come and go, are links, do not parse or are not read. */
export function sources({ at, is, pick }: Turned): Readonly<Record<string, Entry>> {
  return {
    ...(is("unread", 1) ? file("actions/tools/view.tsx", "export {};") : {}),
    ...(at.extra === 0
      ? {}
      : file(
          pick("extra", "", "actions/tools/first.ts", "actions/tools/second.ts", "actions/tools/First.ts"),
          action("more", "number"),
        )),
    ...file(
      "actions/tools/syntax.ts",
      "/** Parse. */",
      `export function parse(): string { return ""; ${pick("syntax", "}", "")}`,
    ),
    ...file("actions/_elsewhere/linked.ts", action("linked", "string")),
    ...file("actions/_elsewhere/other.ts", action("other", "boolean")),
    ...file("outside/linked.ts", action("linked", "string")),
    "actions/tools/linked.ts": is("link", 2)
      ? `${action("linked", "string")}\n`
      : {
          linkTo: pick("link", ...["../_elsewhere/linked.ts", "../_elsewhere/other.ts", "", "../../outside/linked.ts"]),
        },
    ...bytes(at),
  };
}

function bytes(at: Turned["at"]): Readonly<Record<string, Entry>> {
  const text = '/** Bytes. */\nexport function bytes(): string { return "\u00fc"; }\n';
  const coded = Buffer.from(text);
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  return {
    "actions/tools/bytes.ts":
      [coded, Buffer.concat([mark, coded]), Buffer.from(text, "latin1")][at.bytes ?? 0] ?? coded,
  };
}
