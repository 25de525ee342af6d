import { formatPosition } from "../../model/source-text.js";
import type { DocumentedUses } from "./documented-uses.js";
import type { ReadingContext } from "./reading-context.js";

const writingVerbs: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Reports a `@readonly` without a reason on an action that sends a verb which writes. */
export function checkReadonly({ problems }: ReadingContext, { exported, docs, uses }: DocumentedUses): void {
  const tag = docs.tags.find(({ name }) => name === "readonly");
  const sent = uses.verbs.find(({ verb }) => writingVerbs.has(verb.toUpperCase()));
  if (tag === undefined || tag.content !== "" || sent === undefined) return;
  problems.report("ACT416", tag.at, exported.name, sent.verb.toUpperCase(), formatPosition(sent.at));
}
