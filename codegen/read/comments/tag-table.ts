import { failureKinds } from "../../../runtime/contract/errors.js";
import type { Json } from "../../../runtime/contract/json.js";
import { formatNames } from "../../model/format-names.js";
import { compare } from "../../report/problems.js";
import { isFastPattern } from "./is-fast-pattern.js";
import * as content from "./tag-contents.js";
import type {
  ActionField,
  EffectField,
  FieldLanding,
  FieldValue,
  Fit,
  KeywordLanding,
  Refusal,
  TagHome,
  TagRow,
  TextField,
} from "./tag-row.js";
import { widgetNames } from "./widget-names.js";

// The one table of tags: a row says all that is known of a tag. Readers loop over the rows. They name a tag only where it
// means something by itself: `@param`, `@internal`, `@options`, `@secret`, `@reads`, `@verifies`.

const anywhere: readonly TagHome[] = ["function", "file", "property"];

const permission = content.matching(
  /^(child-process|native|tmp|net|net:listen|net:unix:[/@\\]\S*|fs:\S+)$/,
  "`@permission` and one of `child-process`, `fs:PATH`, `native`, `net`, `net:listen`, `net:unix:/PATH` or `tmp`",
  {
    otherNames: {
      childProcess: "child-process",
      child_process: "child-process",
      "child process": "child-process",
      network: "net",
      listen: "net:listen",
      addons: "native",
    },
    explain: explainSpace,
  },
);

const readonlyAction: FieldLanding<ActionField>["contradicts"] = {
  tag: "readonly",
  reason: "the action is `@readonly`",
  hint: "Keep `@readonly` for what only looks, `@destructive` for what removes or overwrites.",
};

/** Says what to write instead of a path with spaces, which no `@permission` can hold. */
function explainSpace(permission: string): string {
  const [, kind = "", space = "", path = ""] = /^(fs|net:unix):(\s*)(.*)$/.exec(permission) ?? [];
  if (kind === "") return "";
  if (!/\s/.test(path)) return space === "" ? "" : `. No space stands after the colon: \`@permission ${kind}:${path}\``;
  const above = path.slice(0, path.search(/\s/)).replace(/[^/]*$/, "");
  const isFolder = /[^./]/.test(above);
  const instead = isFolder ? `name a folder above it, \`@permission ${kind}:${above}\`, or ` : "";
  return `. A path holds no spaces here: ${instead}rename what has one`;
}

/** Every tag that Actionary knows. The fields of an action come in the order of its rows. */
export const tagTable: Readonly<Record<string, TagRow>> = {
  // Prose, which read-prose.ts turns into descriptions; `@privateRemarks` lands nowhere.
  description: { form: "prose", on: anywhere, aboveParams: true },
  remarks: { form: "prose", on: anywhere, aboveParams: true },
  privateRemarks: { form: "prose", on: anywhere, aboveParams: true },
  returns: { form: "prose", on: ["function"] },
  see: { form: "prose", on: anywhere, repeatable: true },
  param: { form: "prose", on: ["function"], repeatable: true },
  packageDocumentation: { form: "modifier", on: ["file"] },

  // Texts of an action and its key.
  title: {
    form: "raw",
    on: [...anywhere, "param"],
    aboveParams: true,
    action: field("title", content.text),
    schema: { keyword: "title", content: content.titleText },
  },
  group: inheritedText("group"),
  docUrl: inheritedText("docUrl"),
  author: inheritedText("author"),
  version: inheritedText("version"),
  deprecated: {
    form: "raw",
    on: [...anywhere, "param"],
    action: { ...field("deprecated", content.text), inherited: true },
    schema: { keyword: "deprecated", content: content.flag },
  },
  meta: {
    form: "raw",
    on: ["function", "file"],
    repeatable: true,
    action: { ...collected("meta", content.keyAndJson, toSortedObject), inherited: true },
  },
  namespace: { form: "raw", on: ["function"], aboveParams: true, action: field("namespace", content.text) },
  name: { form: "raw", on: ["function"], aboveParams: true, action: field("name", content.text) },
  internal: { form: "modifier", on: ["function"] },

  // The platform that a file speaks of.
  platform: { form: "raw", on: ["file"], platform: { field: "title", content: content.text } },
  icon: { form: "raw", on: ["file"], platform: { field: "icon", content: content.text } },

  // Names of secrets and of their keys, which bind-secrets.ts resolves.
  secret: { form: "raw", on: ["function"], repeatable: true },
  reads: { form: "raw", on: ["function"], repeatable: true },
  verifies: { form: "raw", on: ["function"] },

  // Effects, limits, needs, failures and examples of an action.
  readonly: { ...modifier(effect("effects.readonly")), form: "noted" },
  idempotent: modifier({ ...effect("effects.idempotent"), impliedBy: "readonly" }),
  destructive: modifier({ ...effect("effects.destructive"), contradicts: readonlyAction }),
  timeout: { form: "raw", on: ["function"], action: field("limits.timeoutMs", content.duration) },
  retry: { form: "raw", on: ["function"], action: field("limits.retries", content.retries) },
  concurrency: { form: "raw", on: ["function"], action: field("limits.concurrency", content.callsAtOnce) },
  exclusive: modifier(field("limits.exclusive", content.flag)),
  approval: modifier(field("approval", content.flag)),
  permission: {
    form: "raw",
    on: ["function"],
    repeatable: true,
    action: collected("permissions", permission, (values) => [...new Set(values)].sort()),
  },
  hosts: {
    form: "raw",
    on: ["function"],
    repeatable: true,
    action: collected("hosts", content.host, (hosts) => hosts),
  },
  throws: {
    form: "raw",
    on: ["function"],
    repeatable: true,
    action: collected("failures", content.failureKind, (kinds) => failureKinds.filter((kind) => kinds.includes(kind))),
  },
  example: {
    form: "raw",
    on: ["function", "property"],
    repeatable: true,
    action: collected("examples", content.example, (values) => values),
    schema: { keyword: "examples", content: content.json('"a"'), list: true, documents: "example" },
  },

  // Keywords of the schema of a property or a parameter.
  minimum: keyword("minimum", content.number("1"), { fits: "number" }),
  maximum: keyword("maximum", content.number("100"), { fits: "number", notBelow: "minimum" }),
  exclusiveMinimum: keyword("exclusiveMinimum", content.number("0"), { fits: "number" }),
  exclusiveMaximum: keyword("exclusiveMaximum", content.number("1"), { fits: "number" }),
  multipleOf: keyword("multipleOf", content.number("0.5"), { fits: "number", refuse: refuseNotAboveZero }),
  minLength: keyword("minLength", content.count("1"), { fits: "string" }),
  maxLength: keyword("maxLength", content.count("80"), { fits: "string", notBelow: "minLength" }),
  pattern: keyword("pattern", content.regularExpression, { fits: "string", refuse: refuseSlowPattern }),
  format: keyword("format", content.oneOf(formatNames, "the name of a format"), { fits: "string" }),
  minItems: keyword("minItems", content.count("1"), { fits: "array" }),
  maxItems: keyword("maxItems", content.count("10"), { fits: "array", notBelow: "minItems" }),
  uniqueItems: { ...keyword("uniqueItems", content.flag, { fits: "array" }), form: "modifier" },
  default: keyword("default", content.json('"low"'), { documents: "default" }),
  widget: keyword("x-widget", content.oneOf(widgetNames, "the name of a form component"), { fits: valuesOfWidget }),
  options: { form: "raw", on: ["param"] },
  closed: { ...keyword("x-closed", content.flag, { fits: "properties" }), form: "modifier", on: ["property"] },
};

/** The tag's row, or undefined for an unknown one. Safe for names such as `constructor`. */
export function tagRow(name: string): TagRow | undefined {
  return Object.hasOwn(tagTable, name) ? tagTable[name] : undefined;
}

/** A field that the first tag fills. */
function field<F extends ActionField>(name: F, of: content.Content<FieldValue<F> & Json>): FieldLanding<F> {
  return { field: name, content: of };
}

/** A field that is made of all tags, and is there without any. */
function collected<F extends ActionField, T extends Json>(
  name: F,
  of: content.Content<T>,
  collect: (values: readonly T[]) => FieldValue<F> & Json,
): FieldLanding<F> {
  return { field: name, content: of, collect: (values) => collect(values as readonly T[]) };
}

/** An effect: true with the tag, false without. */
function effect<F extends EffectField>(name: F): FieldLanding<F> {
  return { field: name, content: content.flag, collect: (values) => values.length > 0 };
}

/** A text of a function, or else of its file. */
function inheritedText(name: TextField, of: content.Content<string> = content.text): TagRow {
  const action = { ...field(name, of), inherited: true } as const;
  return { form: "raw", on: ["function", "file"], aboveParams: true, action };
}

/** A tag of a function that says all by its name. */
function modifier(action: FieldLanding<ActionField>): TagRow {
  return { form: "modifier", on: ["function"], action };
}

/** A keyword of a property's or a parameter's schema. */
function keyword(name: string, of: content.Content, rest: Omit<KeywordLanding, "keyword" | "content">): TagRow {
  return { form: "raw", on: ["property", "param"], schema: { keyword: name, content: of, ...rest } };
}

function toSortedObject(entries: readonly (readonly [string, Json])[]): Readonly<Record<string, Json>> {
  return Object.fromEntries([...new Map(entries)].sort(([a], [b]) => compare(a, b)));
}

function refuseNotAboveZero(value: Json): Refusal | undefined {
  if (Number(value) > 0) return undefined;
  return { at: "at", reason: "only a number above 0 has multiples", hint: "Remove it, or change the type." };
}

function refuseSlowPattern(value: Json): Refusal | undefined {
  if (isFastPattern(String(value))) return undefined;
  const hint =
    "Write it so that each text can match in one way only: `^[a-z]+(?:,[a-z]+)*$` instead of `^(?:[a-z]+,?)+$`.";
  return { at: "contentAt", reason: "on some texts it takes exponential time", hint };
}

function valuesOfWidget(name: Json): Fit | undefined {
  return name === "integer" || name === "number" ? "numbers alone" : undefined;
}
