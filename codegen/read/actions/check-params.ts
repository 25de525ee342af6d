import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Fix } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import { describeParams, type ReadComment, renameParam } from "../comments/comment-fixes.js";
import type { Docs, ParamDoc } from "../comments/read-docs.js";
import { nearTag } from "../comments/tag-aliases.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import { sdkNames } from "../program/imported-names.js";
import { descriptionIn } from "../types/tree/title-in.js";
import { describeProperty } from "./describe-property.js";
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
export function checkParams(documented: Documented, problems: ProblemList): void {
  const { exported, signature, docs } = documented;
  if (exported.comment === undefined) return;
  const comment = { at: exported.comment, docs };
  const names = signature.parameters.map((parameter) => parameter.name);
  const unmatched = docs.params.filter((doc) => {
    if (names.includes(doc.name) || isObjectProse(doc, documented)) return false;
    return !reportProperty(doc, documented, problems);
  });
  const renames = readRenames(comment, names, unmatched);
  for (const doc of unmatched) {
    const fix = [...renames.values()].find((each) => each.doc === doc)?.fix;
    problems.reportFixable("ACT202", { at: doc.nameAt, fix }, doc.name, exported.name, didYouMean(doc.name, names));
  }
  if (signature.flattened || docs.summary === "") return;
  const missing = names.filter((name) => !docs.params.some((doc) => doc.name === name && doc.text !== ""));
  const unnamed = missing.filter((name) => !renames.has(name));
  // One fix for all of them, so that their lines come in the order of the parameters.
  const texts = describable(documented, unnamed);
  const description = describeMissing(comment, names, texts);
  for (const { name, nameAt } of signature.parameters.filter((parameter) => missing.includes(parameter.name))) {
    const fix = renames.get(name)?.fix ?? (texts.has(name) ? description : undefined);
    problems.reportFixable("ACT204", { at: nameAt, fix }, name);
  }
}

/** Returns whether a `@param` describes a flattened object, which has no name of its own. */
function isObjectProse({ name }: ParamDoc, { signature, docs }: Documented): boolean {
  return signature.flattened && (objectNames.has(name) || docs.params.some((doc) => doc.name.startsWith(`${name}.`)));
}

/** Usual names of the one object that a function takes. */
const objectNames: ReadonlySet<string> = new Set([
  ...["options", "opts", "args", "arg", "input", "params", "props", "config", "request", "data", "body", "payload"],
  "root0",
]);

/** Reports a `@param options.size`, as JSDoc describes a property; returns false for any other. */
function reportProperty(doc: ParamDoc, { exported, signature, docs }: Documented, problems: ProblemList): boolean {
  const [owner = "", ...path] = doc.name.split(".");
  if (exported.comment === undefined || path.length === 0) return false;
  const comment = { at: exported.comment, docs };
  const property = path.join(".");
  if (signature.flattened) {
    if (!signature.parameters.some(({ name }) => name === property)) return false;
    const fix = docs.params.some(({ name }) => name === property) ? undefined : renameParam(comment, doc, property);
    const hint = `The object is taken apart, so write \`@param ${property} - …\`.`;
    problems.reportFixable("ACT220", { at: doc.nameAt, fix }, doc.name, property, hint);
    return true;
  }
  if (!signature.parameters.some(({ name }) => name === owner.replace("[]", ""))) return false;
  const fix = describeProperty(comment, doc, exported.node);
  const hint = `Write its text in a comment before \`${property}\` in the type of \`${owner}\`, and remove the line.`;
  problems.reportFixable("ACT220", { at: doc.nameAt, fix }, doc.name, property, hint);
  return true;
}

/**
 * Returns the texts that are known of parameters: those of comments of their types, unless the SDK has the type. Names in
 * words would say nothing new.
 */
function describable({ exported, signature }: Documented, names: readonly string[]): ReadonlyMap<string, string> {
  const ofSdk = sdkNames(exported.node.getSourceFile());
  const isGeneral = (name: string): boolean =>
    exported.node.parameters.some((each) => each.name.getText() === name && ofSdk.has(each.type?.getText() ?? ""));
  return new Map(
    signature.parameters.flatMap(({ name, type }): readonly (readonly [string, string])[] => {
      const isWanted = names.includes(name) && isTsdocName(name) && !isGeneral(name);
      const text = isWanted ? descriptionIn(type) : undefined;
      return text === undefined || /[\n@{}]/.test(text) ? [] : [[name, text]];
    }),
  );
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

function describeMissing(
  comment: ReadComment,
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
): Fix | undefined {
  // A misspelt `@param` may hold the description, so it is mended first.
  const isWaiting = comment.docs.unknownTags.some((tag) => nearTag(tag.name) === "param");
  return texts.size === 0 || isWaiting ? undefined : describeParams(comment, names, texts);
}

/** Returns whether TSDoc can read the name of a `@param`. */
function isTsdocName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
