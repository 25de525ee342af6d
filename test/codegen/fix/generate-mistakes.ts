import fc from "fast-check";

// Files of several functions, whose comments and types hold mistakes that can be fixed, beside each other and nested.

const names = ["ip", "maxAgeInDays", "channel", "größe", "$id", "x"];

const type: fc.Arbitrary<string> = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(
      "string",
      "number",
      "any",
      "{}",
      "unknown",
      "Date",
      "(string | undefined)[]",
      "Map<number, string>",
    ),
    tie("type").map((inner) => `Map<string, ${inner}>`),
    tie("type").map((inner) => `ReadonlySet<${inner}>`),
    tie("type").map((inner) => `Set<${inner}>`),
    tie("type").map((inner) => `Array<${inner} | undefined | null>`),
    tie("type").map((inner) => `{ a: ${inner}; b?: ${inner}[] }`),
    tie("type").map((inner) => `Set<keyof ${inner}> | null`),
  ),
})).type;

const line = fc.oneof(
  fc.constantFrom(
    "@readonly",
    "@readonlyy",
    "@secret slack",
    "@secrt slak",
    "@title Look",
    "@titl Look",
    "@timeout 3s",
  ),
  fc.constantFrom(
    "@secret slak",
    "@params ip - An address.",
    "@retuns Nothing.",
    "@frobnicate it",
    "@remarks More **words**",
  ),
  fc.constantFrom(
    "@arg ip - An address.",
    "@min 1 @max 2",
    "@timeout 20 seconds",
    "@throws NotFound when gone",
    "@throws {Error} if bad",
    "@param {string} ip - Words.",
    "@param {object} x.y - Words.",
    "~~~",
    "| a | b |",
    "@title Look @readonly",
  ),
  fc.constantFrom(
    "",
    "- an item",
    "```",
    "@param ip",
    "@example {}",
    "Braces { } and \\{ more.",
    "{@link https://x.test/{a}}",
  ),
  fc
    .tuple(
      fc.constantFrom(...names, "ipp", "maxAgeInDay", "chanel", "nobody"),
      fc.constantFrom(
        "",
        " - Words.",
        " -",
        " {@pattern ^a{2}\\d$}",
        " - Words {@minimun 1}",
        " - {@default {",
        " {@pattern \\d",
      ),
    )
    .map(([name, rest]) => `@param ${name}${rest}`),
);

const comment = fc
  .record({
    lines: fc.array(line, { maxLength: 6 }),
    indent: fc.constantFrom("", "  ", "\t"),
    style: fc.constantFrom("stars", "bare", "joined", "one line"),
    end: fc.constantFrom("*/", "**/"),
  })
  .map(({ lines, indent, style, end }) => {
    const all = ["Look up.", ...lines];
    switch (style) {
      case "stars":
        return `${indent}/**\n${all.map((each) => `${indent} * ${each}`.trimEnd()).join("\n")}\n${indent} ${end}`;
      case "bare":
        return `${indent}/**\n${all.map((each) => `${indent}  ${each}`).join("\n")}\n${indent}${end}`;
      case "joined":
        return `${indent}/** ${all.join(`\n${indent} * `)} ${end}`;
      default:
        return `${indent}/** ${all.join(" ")} ${end}`;
    }
  });

const action = fc
  .record({
    comment,
    parameters: fc.uniqueArray(fc.tuple(fc.constantFrom(...names), type), { maxLength: 4, selector: ([name]) => name }),
    isReading: fc.boolean(),
  })
  .map(({ comment, parameters, isReading }) => {
    const list = parameters.map(([name, written]) => `${name}: ${written}`).join(", ");
    return (name: string): string =>
      `${comment}\nexport async function ${name}(${list}): Promise<string> {\n  return ${isReading ? 'slack.get("SLACK_BOT_TOKEN")' : '""'};\n}\n`;
  });

/** The text of a file with mistakes. */
export const mixture: fc.Arbitrary<string> = fc
  .record({ actions: fc.array(action, { minLength: 1, maxLength: 4 }), isCrlf: fc.boolean() })
  .map(({ actions, isCrlf }) => {
    const head =
      'import { secret } from "actionary";\nexport const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"] });\n';
    const text = [head, ...actions.map((print, index) => print(`action${index}`))].join("\n");
    return isCrlf ? text.replaceAll("\n", "\r\n") : text;
  });
