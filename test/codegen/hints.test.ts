import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// A hint says something new: none of its examples is the text that it is about.

const cases = fileURLToPath(new URL("../cases", import.meta.url));

/** A problem as the terminal shows it: what is underlined, and its hint. */
interface Shown {
  readonly title: string;
  readonly underlined: string;
  readonly hint: string;
}

function shownIn(text: string): readonly Shown[] {
  return text.split(/\n(?=\S+:\d+:\d+ - )/).flatMap((block) => {
    const [title = ""] = block.split("\n", 1);
    const [, gutter = "", line = "", marks = ""] = /\n( *\d+ \| )(.*)\n[^\n]*\| ( *\^+)/.exec(block) ?? [];
    const [, hint = ""] = /\n {2}hint: (.*)/.exec(block) ?? [];
    const start = marks.indexOf("^");
    if (gutter === "" || start < 0) return [];
    return [{ title, underlined: line.slice(start, marks.length), hint }];
  });
}

it.each(
  readdirSync(cases).flatMap((name) => {
    try {
      return [[name, readFileSync(`${cases}/${name}/problems.txt`, "utf8")] as const];
    } catch {
      return [];
    }
  }),
)("no hint of %s repeats what was written", (_, text) => {
  const repeated = shownIn(text).filter(
    // The name of a tag is what the hint is about.
    ({ underlined, hint }) =>
      underlined.length > 1 && !/^@\w+$/.test(underlined) && hint.includes(`\`${underlined.trim()}\``),
  );
  expect(repeated.map(({ title, hint }) => `${title} ${hint}`)).toEqual([]);
});
