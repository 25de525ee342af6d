import { type FailureKind, failureKinds } from "../../../runtime/contract/errors.js";
import type { Json } from "../../../runtime/contract/json.js";
import type { ActionEntry, Effects, Limits } from "../../../runtime/contract/manifest.js";
import { nearestOf } from "../../../runtime/contract/suggest.js";
import type { ProblemList } from "../../report/problems.js";
import type { Docs } from "./read-docs.js";
import type { Tag } from "./scan-tags.js";

/** Texts that a function's comment says, or else its file's. */
const inheritedTexts = ["group", "docUrl", "author", "version", "deprecated"] as const;

/** The fields of an action that come from tags alone. */
export type TaggedFields = Pick<
  ActionEntry,
  (typeof inheritedTexts)[number] | "meta" | "effects" | "limits" | "approval" | "permissions" | "failures" | "examples"
>;

/** Reads the tags of a function, and those of its file that speak of every function in it. */
export function readTags(docs: Docs, file: Docs, problems: ProblemList): TaggedFields {
  const approval = has(docs, "approval") ? { approval: true as const } : {};
  return {
    ...Object.fromEntries(inheritedTexts.flatMap((name) => textOf(name, docs, file))),
    meta: readMeta([...file.tags, ...docs.tags], problems),
    effects: readEffects(docs, problems),
    limits: readLimits(docs, problems),
    ...approval,
    permissions: readPermissions(docs, problems),
    failures: readFailures(docs, problems),
    examples: readExamples(docs, problems),
  };
}

/** The tag's content, or undefined where the comment has no such tag. */
export function tagText(docs: Docs, name: string): string | undefined {
  return docs.tags.find((tag) => tag.name === name)?.content.replace(/\s+/g, " ");
}

function has(docs: Docs, name: string): boolean {
  return docs.tags.some((tag) => tag.name === name);
}

function all(docs: Docs, name: string): readonly Tag[] {
  return docs.tags.filter((tag) => tag.name === name);
}

function textOf(name: string, docs: Docs, file: Docs): readonly (readonly [string, string])[] {
  const text = tagText(docs, name) ?? tagText(file, name);
  return text === undefined ? [] : [[name, text]];
}

function readMeta(tags: readonly Tag[], problems: ProblemList): Record<string, Json> {
  const meta = new Map<string, Json>();
  for (const tag of tags.filter((each) => each.name === "meta")) {
    const [, key = "", value = ""] = /^([\w.-]+)\s*:\s*([\s\S]*)$/.exec(tag.content) ?? [];
    const parsed = parseJson(value);
    if (key === "" || key === "__proto__" || parsed === undefined) {
      problems.report("ACT205", tag.contentAt, "meta", tag.content, 'a key and JSON: `@meta owner: "security"`');
    } else meta.set(key, parsed);
  }
  return Object.fromEntries([...meta].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readEffects(docs: Docs, problems: ProblemList): Effects {
  const [readonly, destructive] = [has(docs, "readonly"), has(docs, "destructive")];
  const [contradiction] = all(docs, "destructive");
  if (readonly && contradiction) {
    const hint = "Keep `@readonly` for what only looks, `@destructive` for what removes or overwrites.";
    problems.report("ACT206", contradiction.at, "destructive", "the action is `@readonly`", hint);
  }
  return { readonly, idempotent: readonly || has(docs, "idempotent"), destructive };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const longestTimeout = 24 * 3_600_000;

function readLimits(docs: Docs, problems: ProblemList): Limits {
  const read = (name: string, parse: (content: string) => number | undefined, form: string): number | undefined => {
    const [tag] = all(docs, name);
    if (tag === undefined) return undefined;
    const value = parse(tag.content);
    if (value === undefined) problems.report("ACT205", tag.contentAt, name, tag.content, form);
    return value;
  };
  const timeoutMs = read("timeout", parseDuration, "a duration up to 24 hours: `@timeout 30s`, `500ms`, `2m`, `1h`");
  const retries = read("retry", (text) => parseCount(text, 0, 10), "a count from 0 to 10: `@retry 3`");
  const concurrency = read("concurrency", (text) => parseCount(text, 1, 10_000), "a count from 1: `@concurrency 4`");
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retries === undefined ? {} : { retries }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(has(docs, "exclusive") ? { exclusive: true as const } : {}),
  };
}

function parseDuration(text: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text) ?? [];
  const milliseconds = Math.round(Number(number) * (units[unit] ?? Number.NaN));
  return milliseconds > 0 && milliseconds <= longestTimeout ? milliseconds : undefined;
}

function parseCount(text: string, least: number, most: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function readPermissions(docs: Docs, problems: ProblemList): readonly string[] {
  const permissions = all(docs, "permission").flatMap((tag) => {
    if (/^(child-process|net|fs:\S+)$/.test(tag.content)) return [tag.content];
    const form = "`@permission child-process`, `@permission net` or `@permission fs:PATH`";
    problems.report("ACT205", tag.contentAt, "permission", tag.content, form);
    return [];
  });
  return [...new Set(permissions)].sort();
}

function readFailures(docs: Docs, problems: ProblemList): readonly string[] {
  const kinds = all(docs, "throws").flatMap((tag): readonly FailureKind[] => {
    const word = tag.content.split(/\s/, 1)[0] ?? "";
    const kind = failureKinds.find((each) => each === word);
    if (kind !== undefined) return [kind];
    const form = `a kind and when: \`@throws not_found when there is no such repository\`; kinds are ${failureKinds.join(", ")}`;
    const nearest = nearestOf(word, failureKinds);
    const at = { ...tag.contentAt, end: tag.contentAt.start + word.length };
    problems.report("ACT205", at, "throws", word, nearest ? `${form}; perhaps \`${nearest}\`` : form);
    return [];
  });
  return failureKinds.filter((kind) => kinds.includes(kind));
}

function readExamples(docs: Docs, problems: ProblemList): ActionEntry["examples"] {
  return examplesOf(docs).flatMap(({ tag, example }) => {
    if (example) return [example];
    const form = 'a call in JSON, and its result after `=>`: `@example {"owner": "octocat"} => {"id": 1}`';
    problems.report("ACT205", tag.contentAt, "example", tag.content, form);
    return [];
  });
}

/** A call, or a call and its result. An arrow may stand in their texts too, so each is tried. */
function parseExample(text: string): ActionEntry["examples"][number] | undefined {
  const whole = parseJson(text);
  if (whole !== undefined) return { input: whole };
  for (const { index } of text.matchAll(/=>/g)) {
    const input = parseJson(stripFence(text.slice(0, index)));
    const output = parseJson(stripFence(text.slice(index + 2)));
    if (input !== undefined && output !== undefined) return { input, output };
  }
  return undefined;
}

/** The examples of a function, undefined where one does not parse. */
export function examplesOf(
  docs: Docs,
): readonly { readonly tag: Tag; readonly example: ActionEntry["examples"][number] | undefined }[] {
  return all(docs, "example").map((tag) => ({ tag, example: parseExample(stripFence(tag.content)) }));
}

function stripFence(text: string): string {
  return text.replace(/^\s*```\w*\n?/, "").replace(/```\s*$/, "");
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
