import type { JsonObject } from "../contract/json.js";
import { branchesAt, describeSchema, listChoices } from "./schema.js";
import type { SchemaError } from "./validator.js";

/** An error of a validator, or a sentence that replaces several. */
export interface Finding extends SchemaError {
  readonly sentence?: string;
}

/**
 * Reduces the errors of failing unions. A validator reports the errors of every branch, then one of the union. If a discriminant
 * or a type shows which branch was meant, its errors are kept; otherwise one sentence replaces all.
 */
export function reduceUnions(errors: readonly SchemaError[], schema: JsonObject): readonly Finding[] {
  const kept: Finding[] = [];
  for (const error of errors) {
    const isUnion = error.keyword === "anyOf" || (error.keyword === "oneOf" && error.params.passingSchemas === null);
    if (!isUnion) kept.push(error);
    else kept.push(...reduceUnion(error, takeInner(kept, error), schema));
  }
  return kept;
}

/** Removes and returns the errors directly before that of a union which lie within its value. */
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

function reduceUnion(union: SchemaError, inner: readonly Finding[], schema: JsonObject): readonly Finding[] {
  const branches = assignToBranches(union, inner, schema);
  const constants = branches.map(({ errors }) => errors.find((error) => isDiscriminant(error, union)));
  const meant = branches.filter(({ errors }, index) => {
    return !constants[index] && !errors.some((error) => isWrongKind(error, union));
  });
  const [only, ...others] = meant;
  if (only && others.length === 0 && only.errors.length > 0) return only.errors;
  return [sameDiscriminant(constants) ?? { ...union, sentence: `must be ${describeBranches(branches, schema)}` }];
}

function describeBranches(branches: readonly Branch[], root: JsonObject): string {
  return listChoices(branches.map((branch) => describeSchema(root, branch.schema)));
}

/** Assigns errors to branches by their pointers in the schema; those behind a `$ref` to the branch of their neighbours. */
function assignToBranches(union: SchemaError, inner: readonly Finding[], root: JsonObject): readonly Branch[] {
  const schemas = branchesAt(root, union.schemaPath);
  const paths = schemas.map(({ $ref }, index) => (typeof $ref === "string" ? $ref : `${union.schemaPath}/${index}`));
  const owners = inner.map((error) => paths.findIndex((path) => isWithin(error.schemaPath, path)));
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

/** Returns the fault of a property for which every branch requires another constant; undefined if there is none. */
function sameDiscriminant(constants: readonly (Finding | undefined)[]): Finding | undefined {
  const [first] = constants;
  if (!first || !constants.every((error) => error?.instancePath === first.instancePath)) return undefined;
  const allowed = constants.map((error) => JSON.stringify(error?.params.allowedValue));
  return { ...first, sentence: `must be ${listChoices(allowed)}` };
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}
