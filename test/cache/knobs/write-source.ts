import type { Files } from "../../project/make-project.js";

/** Makes a file of these lines. */
export function file(path: string, ...lines: readonly string[]): Files {
  return { [path]: `${lines.join("\n")}\n` };
}

/** Returns the source of an action with one parameter of this type. */
export function action(name: string, input: string, output = "string"): string {
  return `/**\n * Do ${name}.\n *\n * @param input - What it takes.\n */\nexport function ${name}(input: ${input}): ${output} { throw new Error(String(input)); }`;
}
