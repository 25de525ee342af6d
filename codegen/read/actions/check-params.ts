import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Fix } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import { describeParams, type ReadComment, renameParam } from "../comments/comment-fixes.js";
import type { Docs, ParamDoc } from "../comments/read-docs.js";
import { nearTag } from "../comments/report-unknown-tag.js";
import type { ExportedFunction } from "../program/read-exports.js";
import type { Signature } from "./read-signature.js";

interface Documented {
  readonly exported: ExportedFunction;
  readonly signature: Signature;
  readonly docs: Docs;
}

/** A `@param` whose name is misspelt. */
interface Rename {
  readonly doc: ParamDoc;
  readonly fix: Fix;
}

/** Reports each `@param` that names no parameter, and each parameter without one, unless it is a property. */
export function checkParams({ exported, signature, docs }: Documented, problems: ProblemList): void {
  if (exported.comment === undefined) return;
  const comment = { at: exported.comment, docs };
  const names = signature.parameters.map((parameter) => parameter.name);
  const unmatched = docs.params.filter((doc) => !names.includes(doc.name) && !isObjectProse(doc, signature));
  const renames = readRenames(comment, names, unmatched);
  for (const doc of unmatched) {
    const fix = [...renames.values()].find((each) => each.doc === doc)?.fix;
    problems.reportFixable("ACT202", { at: doc.nameAt, fix }, doc.name, exported.name, didYouMean(doc.name, names));
  }
  if (signature.flattened || docs.summary === "") return;
  const missing = names.filter((name) => !docs.params.some((doc) => doc.name === name && doc.text !== ""));
  const unnamed = missing.filter((name) => !renames.has(name));
  // One fix for all of them, so that their lines come in the order of the parameters.
  const description = describeMissing(comment, names, unnamed);
  for (const { name, nameAt } of signature.parameters.filter((parameter) => missing.includes(parameter.name))) {
    const fix = renames.get(name)?.fix ?? (isTsdocName(name) ? description : undefined);
    problems.reportFixable("ACT204", { at: nameAt, fix }, name);
  }
}

/** Returns whether a `@param` describes a flattened object, which has no name of its own, by one of the usual names. */
function isObjectProse(doc: ParamDoc, signature: Signature): boolean {
  return signature.flattened && ["options", "args", "input", "params", "props", "root0"].includes(doc.name);
}

/** Finds the parameter that each misspelt `@param` is meant for; no parameter is found twice. */
function readRenames(
  comment: ReadComment,
  names: readonly string[],
  unmatched: readonly ParamDoc[],
): ReadonlyMap<string, Rename> {
  const renames = new Map<string, Rename>();
  for (const doc of unmatched) {
    const free = names.filter((name) => !renames.has(name) && !comment.docs.params.some((each) => each.name === name));
    const name = onlyNearestOf(doc.name, free);
    const fix = name === undefined ? undefined : renameParam(comment, doc, name);
    if (name !== undefined && fix) renames.set(name, { doc, fix });
  }
  return renames;
}

function describeMissing(comment: ReadComment, names: readonly string[], missing: readonly string[]): Fix | undefined {
  const describable = missing.filter(isTsdocName);
  // A misspelt `@param` may hold the description, so it is mended first.
  const isWaiting = comment.docs.unknownTags.some((tag) => nearTag(tag.name) === "param");
  return describable.length === 0 || isWaiting ? undefined : describeParams(comment, names, describable);
}

/** Returns whether TSDoc can read the name of a `@param`. */
function isTsdocName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
