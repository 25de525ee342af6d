import { type FailureKind, failureKinds } from "../../../runtime/contract/errors.js";
import type { Json } from "../../../runtime/contract/json.js";
import type { ActionEntry } from "../../../runtime/contract/manifest.js";
import { nearestOf, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import { actionMaxConcurrency, actionMaxRetries, actionTimeoutMaxMs } from "../../model/limits.js";
import { parseJson, type Repair, repairDuration, repairFailure, repairJson } from "./repair-content.js";

/** A tag as it is written; `isInline`: in braces, in the text of a `@param`. */
export interface WrittenTag {
  readonly name: string;
  readonly content: string;
  readonly isInline: boolean;
}

/** The content that a tag takes. */
export interface Content<T extends Json = Json> {
  /** Returns the value, or undefined for a content of another form. */
  readonly parse: (content: string) => T | undefined;
  /** The form in words, as ACT205 prints it. */
  readonly form: (tag: WrittenTag) => string;
  /** The start of a content that alone is parsed; prose may follow it. */
  readonly parsedPart?: (content: string) => string;
  /** True where a tag on the same line can follow a content that parses: it is no free text. */
  readonly isBounded?: true;
  /** Returns the content that a wrong one is meant to be, if that is plain. */
  readonly repair?: (content: string) => Repair | undefined;
}

/** A form in words, with an example of the tag. */
function form(words: string, example: string, moreExamples = ""): Content["form"] {
  return ({ name }) => `${words}: \`@${name} ${example}\`${moreExamples}`;
}

/** A text, its line breaks taken for blanks. */
export const text: Content<string> = {
  parse: (content) => (content === "" ? undefined : content.replace(/\s+/g, " ")),
  form: form("text", "…"),
};

/** A text as it stands: the title of a property. */
export const titleText: Content<string> = {
  parse: (content) => (content === "" ? undefined : content),
  form: ({ name, isInline }) => `text: \`@${name} ${isInline ? "Account number" : "…"}\``,
};

/** No content, or one that is for people alone. */
export const flag: Content<true> = { parse: () => true, form: () => "nothing" };

/** A number, which may hold `_` between digits. */
export function number(example: string): Content<number> {
  return { parse: parseNumber, form: form("a number", example), isBounded: true };
}

/** A whole number from 0, which may hold `_` between digits. */
export function count(example: string): Content<number> {
  const parse = (content: string): number | undefined =>
    /^\d+(?:_\d+)*$/.test(content) ? parseNumber(content) : undefined;
  return { parse, form: form("a count", example), isBounded: true };
}

/** Extra attempts of a call. */
export const retries: Content<number> = {
  parse: (content) => parseCount(content, 0, actionMaxRetries),
  form: form(`a count from 0 to ${actionMaxRetries}`, "3"),
  isBounded: true,
};

/** Calls of an action at the same time. */
export const callsAtOnce: Content<number> = {
  parse: (content) => parseCount(content, 1, actionMaxConcurrency),
  form: form("a count from 1", "4"),
  isBounded: true,
};

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration, in milliseconds. */
export const duration: Content<number> = {
  parse: (content) => {
    const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(content) ?? [];
    const milliseconds = Math.round(Number(amount) * (unitsMs[unit] ?? Number.NaN));
    return milliseconds > 0 && milliseconds <= actionTimeoutMaxMs ? milliseconds : undefined;
  },
  form: form("a duration up to 24 hours", "30s", ", `500ms`, `2m`, `1h`"),
  isBounded: true,
  repair: repairDuration,
};

/** One of a list of names. */
export function oneOf(names: readonly string[], words: string): Content<string> {
  return {
    parse: (content) => (names.includes(content) ? content : undefined),
    form: () => `${words}: ${names.join(", ")}`,
    isBounded: true,
    repair: (content) => {
      const nearest = onlyNearestOf(content, names);
      return nearest === undefined ? undefined : { text: nearest, safe: true };
    },
  };
}

/** Help for contents that do not match a pattern. */
export interface Mistakes {
  /** Names that people have for some of the texts. */
  readonly otherNames: Readonly<Record<string, string>>;
  /** Returns what to write instead of a wrong content, if that is no form of it; it follows the form in words. */
  readonly explain: (content: string) => string;
}

/** A text that matches a pattern. */
export function matching(pattern: RegExp, words: string, { otherNames, explain }: Mistakes): Content<string> {
  return {
    parse: (content) => (pattern.test(content) ? content : undefined),
    form: ({ content }) => words + explain(content),
    isBounded: true,
    repair: (content) => {
      const text = Object.hasOwn(otherNames, content) ? otherNames[content] : undefined;
      return text === undefined ? undefined : { text, safe: true };
    },
  };
}

/** A regular expression that compiles. */
export const regularExpression: Content<string> = {
  parse: (content) => {
    try {
      new RegExp(content, "u");
      return content === "" ? undefined : content;
    } catch {
      return undefined;
    }
  },
  form: form("a regular expression without slashes", "^[a-z]+$"),
  isBounded: true,
};

/** Any JSON value. */
export function json(example: string): Content {
  return { parse: parseJson, form: form("JSON", example), isBounded: true, repair: repairJson };
}

/** A key and a JSON value; `__proto__` is no key. */
export const keyAndJson: Content<readonly [key: string, value: Json]> = {
  parse: (content) => {
    const [, key = "", value = ""] = /^([\w.-]+)\s*:\s*([\s\S]*)$/.exec(content) ?? [];
    const parsed = parseJson(value);
    return key === "" || key === "__proto__" || parsed === undefined ? undefined : [key, parsed];
  },
  form: form("a key and JSON", 'owner: "security"'),
  isBounded: true,
};

/** The kind of a failure; prose follows it. */
export const failureKind: Content<FailureKind> = {
  parsedPart: firstWord,
  parse: (content) => failureKinds.find((kind) => kind === firstWord(content)),
  form: ({ content }) => {
    const nearest = nearestOf(firstWord(content), failureKinds);
    const words = `a kind and when: \`@throws not_found when there is no such repository\`; kinds are ${failureKinds.join(", ")}`;
    return nearest ? `${words}; perhaps \`${nearest}\`` : words;
  },
  repair: repairFailure,
};

/** The quoted sign for any host. */
const anyHost = '"*"';

/** A host that an action contacts, or `"*"` for any; a reason may follow. */
export const host: Content<string> = {
  parsedPart: firstWord,
  parse: (content) => {
    const word = firstWord(content);
    return word === anyHost ? "*" : isHost(word) ? word.toLowerCase() : undefined;
  },
  form: form('a host, or `"*"` and the reason', "api.example.com", ', `@hosts "*" callers choose the site`'),
  repair: (content) => {
    const word = firstWord(content);
    const plain = word.replace(/^["'`](.*)["'`]$/, "$1");
    const text = plain === "*" ? anyHost : URL.canParse(plain) ? new URL(plain).host : plain;
    return { text: text + content.slice(word.length), safe: true };
  },
};

/** Returns whether a word is the name of a host or its address, with a port where it needs one; a name may begin with `*.`. */
function isHost(word: string): boolean {
  const name = word.replace(/^\*\.(?=.)/, "");
  if (!/^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i.test(name) || !URL.canParse(`http://${name}`)) return false;
  const { host, pathname } = new URL(`http://${name}`);
  return pathname === "/" && host.replace(/:80$/, "") === name.toLowerCase().replace(/:80$/, "");
}

/** An example of an action. */
export type Example = ActionEntry["examples"][number];

/** A call in JSON, and its result after `=>`; code fences may stand around each. */
export const example: Content<Example> = {
  parse: (content) => parseExample(stripFence(content)),
  form: form("a call in JSON, and its result after `=>`", '{"owner": "octocat"} => {"id": 1}'),
  isBounded: true,
};

function parseExample(call: string): Example | undefined {
  const whole = parseJson(call);
  if (whole !== undefined) return { input: whole };
  // An arrow may stand in the texts of a call or a result, too, so each is tried.
  for (const { index } of call.matchAll(/=>/g)) {
    const input = parseJson(stripFence(call.slice(0, index)));
    const output = parseJson(stripFence(call.slice(index + 2)));
    if (input !== undefined && output !== undefined) return { input, output };
  }
  return undefined;
}

function stripFence(content: string): string {
  return content.replace(/^\s*```\w*\n?/, "").replace(/```\s*$/, "");
}

function firstWord(content: string): string {
  return content.split(/\s/, 1)[0] ?? "";
}

function parseNumber(content: string): number | undefined {
  const value = Number(content.replaceAll("_", ""));
  return content !== "" && Number.isFinite(value) ? value : undefined;
}

function parseCount(content: string, least: number, most: number): number | undefined {
  const value = /^\d+$/.test(content) ? Number(content) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
