/** Where a tag may stand. A `property` is a property, an alias or an interface. */
export type TagHome = "function" | "file" | "property" | "param";

/** How a tag's content is read: as TSDoc prose, as it stands, or not at all. */
export type TagForm = "prose" | "raw" | "modifier";

interface TagRule {
  readonly form: TagForm;
  readonly on: readonly TagHome[];
}

const anywhere: readonly TagHome[] = ["function", "file", "property"];
const constraint: TagRule = { form: "raw", on: ["property", "param"] };

/** Every tag that Actionary knows. */
export const tagRules: Readonly<Record<string, TagRule>> = {
  remarks: { form: "prose", on: anywhere },
  privateRemarks: { form: "prose", on: anywhere },
  returns: { form: "prose", on: ["function"] },
  see: { form: "prose", on: anywhere },
  param: { form: "prose", on: ["function"] },
  packageDocumentation: { form: "modifier", on: ["file"] },
  title: { form: "raw", on: [...anywhere, "param"] },
  group: { form: "raw", on: ["function", "file"] },
  docUrl: { form: "raw", on: ["function", "file"] },
  author: { form: "raw", on: ["function", "file"] },
  version: { form: "raw", on: ["function", "file"] },
  deprecated: { form: "raw", on: [...anywhere, "param"] },
  namespace: { form: "raw", on: ["function"] },
  name: { form: "raw", on: ["function"] },
  internal: { form: "modifier", on: ["function"] },
  platform: { form: "raw", on: ["file"] },
  icon: { form: "raw", on: ["file"] },
  secret: { form: "raw", on: ["function"] },
  reads: { form: "raw", on: ["function"] },
  verifies: { form: "raw", on: ["function"] },
  readonly: { form: "modifier", on: ["function"] },
  idempotent: { form: "modifier", on: ["function"] },
  destructive: { form: "modifier", on: ["function"] },
  timeout: { form: "raw", on: ["function"] },
  retry: { form: "raw", on: ["function"] },
  concurrency: { form: "raw", on: ["function"] },
  exclusive: { form: "modifier", on: ["function"] },
  approval: { form: "modifier", on: ["function"] },
  permission: { form: "raw", on: ["function"] },
  throws: { form: "raw", on: ["function"] },
  meta: { form: "raw", on: ["function", "file"] },
  example: { form: "raw", on: ["function", "property"] },
  minimum: constraint,
  maximum: constraint,
  exclusiveMinimum: constraint,
  exclusiveMaximum: constraint,
  multipleOf: constraint,
  minLength: constraint,
  maxLength: constraint,
  pattern: constraint,
  format: constraint,
  minItems: constraint,
  maxItems: constraint,
  uniqueItems: { form: "modifier", on: ["property", "param"] },
  default: constraint,
  widget: constraint,
  options: { form: "raw", on: ["param"] },
  closed: { form: "modifier", on: ["property"] },
};

/** Tags that may stand more than once in one comment. */
export const repeatableTags: ReadonlySet<string> = new Set([
  ...["secret", "reads", "permission", "throws", "meta", "example", "see", "param"],
]);

/** Tags whose content is text of any form, which is all that they say. */
export const textTags: ReadonlySet<string> = new Set([
  ...["title", "group", "docUrl", "author", "version", "deprecated", "namespace", "name", "platform", "icon"],
]);

/** The tag's rule, or undefined for an unknown one. Safe for names such as `constructor`. */
export function tagRule(name: string): TagRule | undefined {
  return Object.hasOwn(tagRules, name) ? tagRules[name] : undefined;
}

const homeNames: Readonly<Record<TagHome, string>> = {
  function: "a function",
  file: "the file's `@packageDocumentation` comment",
  property: "a property, alias or interface",
  param: "a `@param` (in braces)",
};

/** Where a tag may stand, in words. */
export function homeHint(name: string, on: readonly TagHome[]): string {
  return `\`@${name}\` stands on ${on.map((home) => homeNames[home]).join(" or ")}.`;
}
