import type { Json } from "../../../runtime/contract/json.js";
import type { Span } from "../../model/source-text.js";
import type { Fix } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import type { ParamDoc } from "../comments/read-docs.js";
import { tagRow } from "../comments/tag-table.js";
import { generator } from "../typescript/typescript.js";
import type { SignatureParameter } from "./signature-context.js";

/** Reports a `@default` that another value contradicts, or that nothing fills in. */
export function checkDefault(parameter: SignatureParameter, doc: ParamDoc | undefined, problems: ProblemList): void {
  const tag = doc?.tags.find(({ name, value }) => tagRow(name)?.schema?.documents === "default" && value !== undefined);
  const initialiser = parameter.default;
  if (tag?.value !== undefined) {
    const reason = reasonAgainst(tag.value, parameter);
    const fix = initialiser && removalOf(tag.at);
    if (reason !== undefined)
      problems.reportFixable("ACT206", { at: tag.at, fix }, tag.name, reason, hintOf(parameter));
    return;
  }
  // A property that the function takes out of its one object, whose comment is its own.
  const own = parameter.type instanceof generator.AnnotatedType ? parameter.type.getAnnotations().default : undefined;
  const reason = own === undefined ? undefined : reasonAgainst(own as Json, parameter);
  if (reason === undefined) return;
  const said = parameter.required ? reason : `${reason}, and the comment of the property ${JSON.stringify(own)}`;
  problems.report("ACT206", initialiser?.at ?? parameter.nameAt, "default", said, hintOf(parameter));
}

function reasonAgainst(value: Json, { required, default: initialiser }: SignatureParameter): string | undefined {
  if (required) return "a value is required, so nothing fills it in";
  if (initialiser === undefined || isEqual(value, initialiser.value)) return undefined;
  return `the initialiser says ${JSON.stringify(initialiser.value)}`;
}

function hintOf({ default: initialiser, name }: SignatureParameter): string {
  if (initialiser !== undefined) return "Remove the tag: the initialiser documents itself.";
  return `Write the default in the signature, behind \`${name}\` and \`=\`, or remove the tag.`;
}

/** Removes an inline tag with the blanks before it. */
function removalOf({ source, start, end }: Span): Fix {
  const before = /[ \t]*$/.exec(source.text.slice(0, start))?.[0].length ?? 0;
  return { safe: true, edits: [{ start: start - before, end, text: "" }] };
}

function isEqual(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, Json>>).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
