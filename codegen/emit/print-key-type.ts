import { holePatterns } from "../model/schema-patterns.js";

/**
 * Prints the type of keys that match a pattern, where it is that of a template literal type: the template. Undefined for any
 * other pattern, which TypeScript cannot say.
 */
export function printKeyType(pattern: string): string | undefined {
  let template = "";
  let rest = pattern.slice(1, -1);
  while (rest !== "") {
    const hole = Object.entries(holePatterns).find(([, each]) => rest.startsWith(each));
    const part = hole ? { length: hole[1].length, text: `\${${hole[0]}}` } : literalAt(rest);
    if (part === undefined) return undefined;
    template += part.text;
    rest = rest.slice(part.length);
  }
  return template.includes("${") ? `\`${template}\`` : undefined;
}

/** Returns the literal text at the beginning of a pattern: one character, or one of several texts. */
function literalAt(pattern: string): { readonly length: number; readonly text: string } | undefined {
  const [whole, texts] = /^\(\?:((?:\\\W|[^\\()[\]*+?])+)\)/.exec(pattern) ?? [];
  if (whole !== undefined && texts !== undefined) {
    const quoted = texts.split(/(?<!\\)\|/).map((text) => JSON.stringify(text.replace(/\\(\W)/g, "$1")));
    return { length: whole.length, text: `\${${quoted.join(" | ")}}` };
  }
  const [escaped] = /^(?:\\\W|[^\\()[\]{}*+?.^$|])/.exec(pattern) ?? [];
  if (escaped === undefined) return undefined;
  const character = escaped.slice(-1);
  return { length: escaped.length, text: /[`\\$]/.test(character) ? `\\${character}` : character };
}
