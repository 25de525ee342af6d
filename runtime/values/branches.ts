import type { JsonObject } from "../contract/json.js";
import { branchesAt, describe, listed } from "./schema.js";
import type { SchemaError } from "./validator.js";

/** An error of a validator, or a sentence that stands for several. */
export interface Finding extends SchemaError {
  readonly sentence?: string;
}

/**
 * Reduces what failing unions leave behind. A validator tells the errors of every branch, then one of the union: kept are
 * those of the one branch that was meant, where its discriminant or its type shows which; else one sentence.
 */
export function reduceUnions(errors: readonly SchemaError[], schema: JsonObject): readonly Finding[] {
  const kept: Finding[] = [];
  for (const error of errors) {
    const isUnion = error.keyword === "anyOf" || (error.keyword === "oneOf" && error.params.passingSchemas === null);
    if (!isUnion) kept.push(error);
    else kept.push(...reduce(error, takeInner(kept, error), schema));
  }
  return kept;
}

/** Removes the errors that stand directly before a union's own and lie within its value. */
function takeInner(kept: Finding[], union: SchemaError): readonly Finding[] {
  const siblings = union.schemaPath.slice(0, union.schemaPath.lastIndexOf("/") + 1);
  let start = kept.length;
  while (start > 0) {
    const candidate = kept[start - 1];
    if (!candidate || !isWithin(candidate.instancePath, union.instancePath)) break;
    const isOfUnion = isWithin(candidate.schemaPath, union.schemaPath);
    if (!isOfUnion && candidate.schemaPath.startsWith(siblings)) break;
    start--;
  }
  return kept.splice(start);
}

interface Branch {
  readonly schema: JsonObject;
  readonly errors: readonly Finding[];
}

function reduce(union: SchemaError, inner: readonly Finding[], schema: JsonObject): readonly Finding[] {
  const branches = attribute(union, inner, schema);
  const constants = branches.map(({ errors }) => errors.find((error) => isDiscriminant(error, union)));
  const meant = branches.filter(({ errors }, index) => {
    return !constants[index] && !errors.some((error) => isWrongKind(error, union));
  });
  const [only, ...others] = meant;
  if (only && others.length === 0 && only.errors.length > 0) return only.errors;
  return [sameDiscriminant(constants) ?? { ...union, sentence: `must be ${alternatives(branches, schema)}` }];
}

function alternatives(branches: readonly Branch[], root: JsonObject): string {
  return listed(branches.map((branch) => describe(root, branch.schema)));
}

/** Assigns errors to branches by their place in the schema; those behind a `$ref` by the branch that they stand next to. */
function attribute(union: SchemaError, inner: readonly Finding[], root: JsonObject): readonly Branch[] {
  const schemas = branchesAt(root, union.schemaPath);
  const places = schemas.map(({ $ref }, index) => (typeof $ref === "string" ? $ref : `${union.schemaPath}/${index}`));
  const owners = inner.map((error) => places.findIndex((place) => isWithin(error.schemaPath, place)));
  const before = (at: number): number => owners.slice(0, at).findLast((owner) => owner >= 0) ?? 0;
  const after = (at: number): number => owners.slice(at).find((owner) => owner >= 0) ?? schemas.length - 1;
  return schemas.map((schema, index) => ({
    schema,
    errors: inner.filter((_, at) => before(at + 1) <= index && index <= after(at)),
  }));
}

function isWrongKind(error: Finding, union: SchemaError): boolean {
  return error.instancePath === union.instancePath && ["type", "const", "enum"].includes(error.keyword);
}

function isDiscriminant(error: Finding, union: SchemaError): boolean {
  const parent = error.instancePath.slice(0, error.instancePath.lastIndexOf("/"));
  return error.keyword === "const" && error.instancePath !== "" && parent === union.instancePath;
}

/** Where every branch wants another constant of one property, that property is the fault. */
function sameDiscriminant(constants: readonly (Finding | undefined)[]): Finding | undefined {
  const [first] = constants;
  if (!first || !constants.every((error) => error?.instancePath === first.instancePath)) return undefined;
  const allowed = constants.map((error) => JSON.stringify(error?.params.allowedValue));
  return { ...first, sentence: `must be ${listed(allowed)}` };
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}
