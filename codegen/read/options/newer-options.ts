import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** Codes of TypeScript's messages about options that it does not know. */
const unknownOption: ReadonlySet<number> = new Set([5023, 5025]);
const unknownValue = 6046;

/** Values of options that a newer TypeScript may have added, each with the nearest one that all versions know. */
const newerValues: Readonly<Record<string, readonly (readonly [newer: RegExp, known: string])[]>> = {
  target: [[/^es20\d\d$/, "esnext"]],
  lib: [
    [/^es(?:20\d\d|next)(?:\..+)?$/, "esnext"],
    [/^(?:dom|webworker)\..+$/, ""],
  ],
  module: [
    [/^node\d\d$/, "nodenext"],
    [/^es20\d\d$/, "esnext"],
  ],
  moduleresolution: [[/^node\d\d$/, "nodenext"]],
  // Types do not depend on it.
  jsx: [[/./, "preserve"]],
};

/** An option, or a value of one, that a newer TypeScript than this one may know. */
export interface NewerOption {
  /** The option or value, as it is written. */
  readonly text: string;
  /** Value that is used instead; undefined where the option is left out. */
  readonly known: string | undefined;
  /** The compiler's options without a part of that name, and this one's value. */
  readonly options: TypeScript.CompilerOptions;
}

/** Returns what a message of TypeScript says of an option that may be newer than it; undefined for any other message. */
export function newerOption(diagnostic: TypeScript.Diagnostic): NewerOption | undefined {
  const written = writtenAt(diagnostic);
  if (unknownOption.has(diagnostic.code)) return { text: written, known: undefined, options: {} };
  if (diagnostic.code !== unknownValue) return undefined;
  const option = optionOf(diagnostic);
  const rule = newerValues[option.toLowerCase()]?.find(([newer]) => newer.test(written.toLowerCase()));
  if (rule === undefined) return undefined;
  const [, known] = rule;
  if (known === "") return { text: written, known: undefined, options: {} };
  const value = option === "lib" ? [known] : known;
  return { text: written, known, options: ts.convertCompilerOptionsFromJson({ [option]: value }, ".").options };
}

/** Returns a message of TypeScript about its options; without the list of all values that an option can have. */
export function optionMessage(diagnostic: TypeScript.Diagnostic): string {
  if (diagnostic.code === unknownValue)
    return `\`${writtenAt(diagnostic)}\` is no value of \`${optionOf(diagnostic)}\``;
  return ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replace(/\.$/, "");
}

/** The name of the option that a message is about: `lib` of `Argument for '--lib' option must be: …`. */
function optionOf({ messageText }: TypeScript.Diagnostic): string {
  return /--(\w+)/.exec(ts.flattenDiagnosticMessageText(messageText, " "))?.[1] ?? "";
}

function writtenAt({ file, start = 0, length = 0 }: TypeScript.Diagnostic): string {
  return (file?.text.slice(start, start + length) ?? "").replace(/^["']|["']$/g, "");
}
