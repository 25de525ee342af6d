import type { ObjectType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { isJsonObject } from "../../../runtime/contract/json.js";
import type { Edit } from "../../report/fix.js";
import { spanOf } from "../declarations/span-of.js";
import { plainValue } from "../program/constant-node.js";
import { memberName, readDefaultValue } from "../program/read-literal.js";
import { writtenType } from "../program/written-type.js";
import type { ReadType } from "../types/type-reader.js";
import { generator, ts } from "../typescript/typescript.js";
import { contextualType } from "./contextual-type.js";
import { boundIn } from "./parameter-type.js";
import { readDefault, type SignatureContext, type SignatureParameter } from "./signature-context.js";

/** A pattern's elements by the names of the properties that they take. */
type Elements = ReadonlyMap<string, TypeScript.BindingElement>;

/** Reads the properties of the one object that the function takes apart; its initialisers are their defaults. */
export function readFlattened(
  node: TypeScript.ParameterDeclaration,
  context: SignatureContext,
): readonly SignatureParameter[] {
  const pattern = node.name as TypeScript.ObjectBindingPattern;
  const read = readObjectType(node, context);
  if (read === undefined) {
    context.problems.report("ACT302", spanOf(context.source, pattern), "the object");
    return [];
  }
  const object = generator.derefType(read.type);
  if (!(object instanceof generator.ObjectType) || object.getAdditionalProperties() !== false) {
    context.problems.report(
      "ACT306",
      spanOf(context.source, node.type ?? pattern),
      "What the destructured object takes",
    );
    return [];
  }
  const elements: Elements = new Map(
    pattern.elements.flatMap((element) => {
      const key = element.propertyName ?? element.name;
      if (element.dotDotDotToken || ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) return [];
      const name = memberName(key, context.program.checker);
      return name === undefined ? [] : [[name, element] as const];
    }),
  );
  checkWholeDefault(node, { elements, object }, context);
  return object.getProperties().map((property) => {
    const element = elements.get(property.getName());
    const literal = readDefault(element?.initializer, context);
    return {
      name: property.getName(),
      nameAt: spanOf(context.source, element ?? pattern),
      type: property.getType(),
      required: property.isRequired() && element?.initializer === undefined,
      rest: false,
      ...(literal ? { default: literal } : {}),
    };
  });
}

/** Reads the type of the object; undefined where nothing tells it. */
function readObjectType(node: TypeScript.ParameterDeclaration, context: SignatureContext): ReadType | undefined {
  const { program, types } = context;
  const pattern = node.name as TypeScript.ObjectBindingPattern;
  const anchor = spanOf(context.source, pattern);
  const contextual = node.type ? undefined : contextualType(node, program);
  const initializer = node.initializer && writtenType(node.initializer, program.checker);
  const written = node.type ?? (contextual?.kind === "written" ? contextual.type : initializer);
  if (written) return types.read(written as TypeScript.TypeNode, "arguments", anchor, boundIn(written, context));
  // TypeScript knows a property without an annotation by its default alone.
  const isTold = contextual !== undefined || pattern.elements.every((element) => element.initializer !== undefined);
  return isTold ? types.readDeclared(node, "arguments", anchor) : undefined;
}

/**
 * Reports a default of the whole object that says more than the properties' own defaults: an action always takes an
 * object, so that the whole one would never apply.
 */
function checkWholeDefault(
  node: TypeScript.ParameterDeclaration,
  { elements, object }: { readonly elements: Elements; readonly object: ObjectType },
  context: SignatureContext,
): void {
  if (node.initializer === undefined) return;
  const { checker } = context.program;
  const whole = plainValue(node.initializer);
  const hasRest = (node.name as TypeScript.ObjectBindingPattern).elements.some((each) => each.dotDotDotToken);
  const needed = new Set(object.getProperties().flatMap((each) => (each.isRequired() ? [each.getName()] : [])));
  const isTaken = (name: string, value: unknown): boolean => {
    const own = elements.get(name)?.initializer;
    // A property that is not taken makes no difference, unless a caller has to give it.
    if (own === undefined) return !elements.has(name) && !needed.has(name) && !hasRest;
    return JSON.stringify(readDefaultValue(own, checker)?.value) === JSON.stringify(value);
  };
  const value = readDefaultValue(whole, checker)?.value;
  if (isJsonObject(value) && Object.entries(value).every(([name, item]) => isTaken(name, item))) return;
  const edits = ts.isObjectLiteralExpression(whole) ? defaultsOf(whole, elements, context) : undefined;
  const fix = edits && edits.length > 0 ? { safe: false, edits } : undefined;
  context.problems.reportFixable("ACT350", { at: spanOf(context.source, node.initializer), fix });
}

/** Edits that give each property its part of the whole default; undefined where one has another already. */
function defaultsOf(
  whole: TypeScript.ObjectLiteralExpression,
  elements: Elements,
  { program: { checker } }: SignatureContext,
): readonly Edit[] | undefined {
  const edits = whole.properties.map((property): Edit | undefined => {
    const name = property.name && memberName(property.name, checker);
    const element = name === undefined ? undefined : elements.get(name);
    const literal = ts.isPropertyAssignment(property) ? readDefaultValue(property.initializer, checker) : undefined;
    if (element === undefined || literal === undefined || !ts.isPropertyAssignment(property)) return undefined;
    const own = element.initializer && readDefaultValue(element.initializer, checker);
    if (element.initializer && JSON.stringify(own?.value) !== JSON.stringify(literal.value)) return undefined;
    const text = element.initializer ? "" : ` = ${property.initializer.getText()}`;
    return { start: element.getEnd(), end: element.getEnd(), text };
  });
  return edits.every((edit) => edit !== undefined) ? edits.filter((edit) => edit.text !== "") : undefined;
}
