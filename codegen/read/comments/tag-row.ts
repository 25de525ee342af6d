import type { Json } from "../../../runtime/contract/json.js";
import type { ActionEntry, Effects, Limits } from "../../../runtime/contract/manifest.js";
import type { Content } from "./tag-contents.js";

/** Homes of tags: a comment's owner, or the text of a `@param`. A `property` is a property, an alias or an interface. */
export type TagHome = "function" | "file" | "property" | "param";

/**
 * Forms of tags: content that is TSDoc prose, content that is taken as it stands, no content, or a note for readers that begins on
 * the tag's own line.
 */
export type TagForm = "prose" | "raw" | "modifier" | "noted";

/** Everything that is known of one tag. */
export interface TagRow {
  readonly form: TagForm;
  readonly on: readonly TagHome[];
  /** May stand more than once in one comment. */
  readonly repeatable?: true;
  /** Stands above the `@param` lines that `--fix` adds. */
  readonly aboveParams?: true;
  /** Landing of a tag of a function, or of a file, whose functions it speaks of. */
  readonly action?: FieldLanding<ActionField>;
  /** Landing of a tag of a file that speaks of the file's platform. */
  readonly platform?: FieldLanding<"title" | "icon">;
  /** Landing of a tag of a property or a parameter. */
  readonly schema?: KeywordLanding;
}

/** Fields of an action in the manifest; of effects and limits, the fields within. */
export type ActionField = Exclude<keyof ActionEntry, "effects" | "limits"> | EffectField | `limits.${keyof Limits}`;

/** Fields that say what an action does to the world. */
export type EffectField = `effects.${keyof Effects}`;

/** Fields of an action that are texts and may be absent. */
export type TextField = {
  [K in keyof ActionEntry]-?: ActionEntry[K] extends string ? never : string extends ActionEntry[K] ? K : never;
}[keyof ActionEntry];

/** Type of a field's value. */
export type FieldValue<F extends ActionField> = F extends `effects.${infer K extends keyof Effects}`
  ? Effects[K]
  : F extends `limits.${infer K extends keyof Limits}`
    ? NonNullable<Limits[K]>
    : F extends keyof ActionEntry
      ? NonNullable<ActionEntry[F]>
      : never;

/** A field of the manifest that a tag gives a value. */
export interface FieldLanding<F extends string> {
  readonly field: F;
  readonly content: Content;
  /** The tag of the file holds for each function that has none of its own; collected values join the function's. */
  readonly inherited?: true;
  /** Another modifier that says the same and more. */
  readonly impliedBy?: string;
  /** A modifier that cannot stand beside this one: ACT206 gives the reason and the hint. */
  readonly contradicts?: { readonly tag: string; readonly reason: string; readonly hint: string };
  /** Makes the field of the values of all tags, the file's first; without it, the first value is the field. */
  readonly collect?: (values: readonly Json[]) => Json;
}

/** A keyword of a JSON Schema that a tag gives a value. */
export interface KeywordLanding {
  readonly keyword: string;
  readonly content: Content;
  /** The values that a type must have for the keyword to say anything of it. */
  readonly fits?: Fit | ((value: Json) => Fit | undefined);
  /** Keyword of the lower bound to this upper one. */
  readonly notBelow?: string;
  /** Refuses a value of the right form, for any type. */
  readonly refuse?: (value: Json) => Refusal | undefined;
  /** Collects the values of all tags into a list. */
  readonly list?: true;
  /** Has its value checked against the finished schema. */
  readonly documents?: "default" | "example";
}

/** Values of a type: some of a kind, none but numbers, or objects with properties of their own. */
export type Fit = ConstrainedKind | "numbers alone" | "properties";

/** Kinds of JSON values that have constraints of their own. */
export type ConstrainedKind = "string" | "number" | "array";

/** Facts of an ACT206: the part of the tag that it underlines, the reason, the hint. */
export interface Refusal {
  readonly at: "at" | "contentAt";
  readonly reason: string;
  readonly hint: string;
}

/** Homes of tags in words. */
export const homeNames: Readonly<Record<TagHome, string>> = {
  function: "a function",
  file: "the file's `@packageDocumentation` comment",
  property: "a property, alias or interface",
  param: "a `@param` (in braces)",
};

/** The homes of a tag in words, as ACT206 prints them. */
export function homeHint(name: string, on: readonly TagHome[]): string {
  return `\`@${name}\` stands on ${on.map((home) => homeNames[home]).join(" or ")}.`;
}
