import type { Json } from "../../../runtime/contract/json.js";
import type { ActionEntry, PlatformEntry } from "../../../runtime/contract/manifest.js";
import type { ProblemList } from "../../report/problems.js";
import type { ReadTag } from "./read-content.js";
import type { Docs } from "./read-docs.js";
import type { ActionField, FieldLanding } from "./tag-row.js";
import { tagRow, tagTable } from "./tag-table.js";

/** The fields of an action that tags give: those that every action has, and any other. */
export type TaggedFields = Pick<ActionEntry, "meta" | "effects" | "limits" | "permissions" | "failures" | "examples"> &
  Partial<ActionEntry>;

/** A tag that gives an action's field its value. */
interface ActionTag {
  readonly name: string;
  readonly landing: FieldLanding<ActionField>;
}

const actionTags: readonly ActionTag[] = Object.entries(tagTable).flatMap(([name, { action }]) =>
  action === undefined ? [] : [{ name, landing: action }],
);

/** Collects the fields that the tags of a function give, and those tags of its file that it inherits. */
export function readFields(docs: Docs, file: Docs, problems: ProblemList): TaggedFields {
  const fields: Record<string, unknown> = {};
  for (const tag of actionTags) {
    reportContradiction(docs, tag, problems);
    setField(fields, tag.landing.field, fieldValue(docs, file, tag));
  }
  return fields as unknown as TaggedFields;
}

/** Collects what the tags of a file say of its platform. */
export function readPlatformFields(file: Docs): Partial<Pick<PlatformEntry, "title" | "icon">> {
  const fields: Record<string, unknown> = {};
  for (const [name, { platform }] of Object.entries(tagTable)) {
    const value = platform && file.tags.find((tag) => tag.name === name)?.value;
    if (platform && value !== undefined) fields[platform.field] = value;
  }
  return fields;
}

/** The tags of a function that give one of its fields a value. */
export function tagsOfField(docs: Docs, field: ActionField): readonly ReadTag[] {
  return docs.tags.filter((tag) => tagRow(tag.name)?.action?.field === field);
}

function fieldValue(docs: Docs, file: Docs, { name, landing }: ActionTag): Json | undefined {
  const { inherited, impliedBy, collect } = landing;
  const valuesOf = ({ tags }: Docs): readonly Json[] =>
    tags.flatMap((tag) =>
      (tag.name === name || tag.name === impliedBy) && tag.value !== undefined ? [tag.value] : [],
    );
  const own = valuesOf(docs);
  const ofFile = inherited ? valuesOf(file) : [];
  return collect ? collect([...ofFile, ...own]) : (own[0] ?? ofFile[0]);
}

/** Sets a field, or one within a field, such as `limits.retries`; the outer one is there in any case. */
function setField(fields: Record<string, unknown>, path: ActionField, value: Json | undefined): void {
  const [name = "", inner] = path.split(".");
  if (inner !== undefined) {
    const outer = (fields[name] ?? {}) as Readonly<Record<string, Json>>;
    fields[name] = value === undefined ? outer : { ...outer, [inner]: value };
  } else if (value !== undefined) fields[name] = value;
}

function reportContradiction({ tags }: Docs, { name, landing }: ActionTag, problems: ProblemList): void {
  const { contradicts } = landing;
  const tag = contradicts && tags.find((each) => each.name === name);
  if (tag && tags.some((each) => each.name === contradicts.tag)) {
    problems.report("ACT206", tag.at, name, contradicts.reason, contradicts.hint);
  }
}
