import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlainProse } from "../../../codegen/read/comments/plain-prose.js";
import { readProse } from "../../../codegen/read/comments/read-prose.js";
import { ProblemList } from "../../../codegen/report/problems.js";

/** Reads a comment as TSDoc does. */
function byTsdoc(comment: string): ReturnType<typeof readProse> {
  const at = { source: { file: "t.ts", text: comment }, start: 0, end: comment.length };
  return readProse(comment, at, new ProblemList());
}

const words = fc.array(
  fc.constantFrom(
    ...[
      "word",
      "Äh",
      "5",
      "1.",
      "2)",
      "-",
      "- item",
      "–",
      "*",
      "**bold**",
      "+",
      "",
      "  ",
      "\t",
      "a_b",
      "|",
      "#",
      "[x]",
    ],
    ...["name", "@", "@param", "@returns", "@description", "a@b", "\u00a0", "\u2028"],
    ...["| a | b |", "|-|-|", "    code", "---", "===", "# h", "  - inner", "***", "1. "],
  ),
  { maxLength: 4 },
);
const text = words.map((parts) => parts.join(" "));
const tags = fc.constantFrom(
  ...["@param name - ", "@param other -", "@param  name  - ", "@param name ", "@param a.b - ", "@returns ", "@returns"],
  ...["@remarks ", "@remarks", "@see ", "@Returns ", "@returns\t", "@param 1a - ", "@param $a - "],
);
const line = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: fc.tuple(tags, text).map(([tag, rest]) => tag + rest) },
);
const prefix = fc.oneof(
  { weight: 8, arbitrary: fc.constant(" * ") },
  { weight: 1, arbitrary: fc.constantFrom(" *", "*", "   ", "\t* ", " *  ", "", " ** ") },
);
const lines = fc.array(fc.tuple(prefix, line), { maxLength: 7 });
const comment = fc.oneof(
  line.map((only) => `/** ${only} */`),
  lines.map((all) => `/**\n${all.map(([before, rest]) => `${before}${rest}\n`).join("")} */`),
  fc.tuple(line, lines).map(([first, all]) => `/**${first}${all.map((each) => `\n${each.join("")}`).join("")}*/`),
);

describe("prose without markup", () => {
  it("reads as TSDoc reads it, wherever it is read without TSDoc", () => {
    let plain = 0;
    fc.assert(
      fc.property(
        comment.filter((each) => each.indexOf("*/") === each.length - 2),
        (each) => {
          const read = readPlainProse(each);
          if (read === undefined) return;
          plain++;
          expect(read).toEqual(byTsdoc(each));
        },
      ),
      { numRuns: process.env.ACTIONARY_LONG ? 100_000 : 2_000, seed: 1 },
    );
    expect(plain).toBeGreaterThan(500);
  });

  it("is left to TSDoc where there is markup, or a line without its star", () => {
    const others = ["/** `a` */", "/** {@link a} */", "/** a \\@ b */", "/** <b> */", "/** me@example.com */"];
    for (const each of [...others, "/**\n  a\n */", "/** @see a */"]) expect(readPlainProse(each)).toBeUndefined();
  });
});
