import { onlyNearestOf } from "../../../runtime/contract/suggest.js";
import { tagRow, tagTable } from "./tag-table.js";

/** Other names of tags, as JSDoc, JSON Schema and other tools have them. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  approval: ["require-approval", "requires-approval", "needs-approval", "approval-required"],
  concurrency: ["max-concurrency"],
  default: ["default-value"],
  deprecated: ["obsolete"],
  description: ["desc", "summary"],
  docUrl: ["docs-url", "documentation"],
  example: ["examples"],
  maximum: ["max"],
  maxLength: ["max-len"],
  minimum: ["min"],
  minLength: ["min-len"],
  param: ["arg", "argument", "parameter"],
  pattern: ["regex", "regexp"],
  readonly: ["read-only-hint"],
  retry: ["retries"],
  returns: ["return"],
  throws: ["exception", "throw"],
};

const tagByName: ReadonlyMap<string, string> = new Map([
  ...Object.entries(otherNames).flatMap(([tag, names]) =>
    names.map((name): [string, string] => [plainName(name), tag]),
  ),
  ...Object.keys(tagTable).map((tag): [string, string] => [plainName(tag), tag]),
]);

/** Returns the names that other tools have for a tag. */
export function aliasesOf(tag: string): readonly string[] {
  return Object.hasOwn(otherNames, tag) ? (otherNames[tag] ?? []) : [];
}

/** Returns a name without hyphens and capitals. */
function plainName(name: string): string {
  return name.replaceAll("-", "").toLowerCase();
}

/** Tags of JSDoc and TSDoc that say what the signature says, or nothing to a caller. */
const silentTags: ReadonlySet<string> = new Set([
  ...["access", "alpha", "async", "beta", "category", "class", "constant", "constructor", "export", "exports"],
  ...["func", "function", "generator", "kind", "member", "memberof", "method", "module", "override", "protected"],
  ...["public", "since", "static", "template", "todo", "type", "typeParam", "typedef", "virtual"],
]);

/** Advice for names that are no tags because their meaning is written otherwise. */
const advice: Readonly<Record<string, string>> = {
  int: " Write the type `Integer` of the SDK.",
  integer: " Write the type `Integer` of the SDK.",
  length: " Write `@minLength` and `@maxLength`.",
  range: " Write `@minimum` and `@maximum`.",
  hidden: " Write `@internal` for a function that is no action.",
  ignore: " Write `@internal` for a function that is no action.",
  private: " Write `@internal` for a function that is no action.",
  type: " Write the type in the signature; whole numbers are `Integer` of the SDK.",
  enum: " Write the values as a union of literals.",
};

/** Returns the tag that another name is meant to be: an alias, the same words written otherwise, or one misspelt. */
export function nearTag(name: string): string | undefined {
  if (hasAdvice(name)) return undefined;
  return tagByName.get(plainName(name)) ?? onlyNearestOf(name, Object.keys(tagTable));
}

/** Returns whether a name is that of a tag that other tools read and that says nothing here. */
export function isSilentTag(name: string): boolean {
  return silentTags.has(name) && tagRow(name) === undefined;
}

/** Returns whether a name is a tag, or one that is often written instead. */
export function isTagLike(name: string): boolean {
  return tagByName.has(plainName(name)) || hasAdvice(name);
}

/** Returns a sentence, with a leading blank, that leads from a name to what is meant; empty where that is unknown. */
export function suggestTag(name: string): string {
  if (hasAdvice(name)) return advice[name] ?? "";
  const near = nearTag(name);
  return near === undefined ? "" : ` Did you mean \`@${near}\`?`;
}

function hasAdvice(name: string): boolean {
  return Object.hasOwn(advice, name);
}
