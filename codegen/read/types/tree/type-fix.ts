import type TypeScript from "typescript";
import type { Edit, Fix, NameUse } from "../../../report/fix.js";
import type { ProblemCode } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { isTypeDeclaration } from "./is-type-declaration.js";
import { recordOf } from "./record-of.js";

const { SyntaxKind } = ts;

type EditOf<N extends TypeScript.Node = TypeScript.Node> = (node: N, program: Program) => Edit | undefined;

/** Edits to a type with a JSON form, by the problem of the type that is written. */
const edits: Partial<Record<ProblemCode, EditOf>> = { ACT301: plainForm, ACT304: nullForm };

/** Edits that replace types of the standard library, by their names. */
const plainForms: Readonly<Record<string, EditOf<TypeScript.TypeReferenceNode>>> = {
  Map: recordForm,
  ReadonlyMap: recordForm,
  Set: arrayForm,
  ReadonlySet: (node) => replace(node.typeName, "ReadonlyArray"),
};

/**
 * Returns the fix of the type at `node`, where its syntax alone tells one. Never safe: a function's body and its
 * callers may rely on the old type. The types still fit together.
 */
export function typeFix(code: ProblemCode, node: TypeScript.Node, program: Program): Fix | undefined {
  const edit = edits[code]?.(node, program);
  const uses = node.kind === SyntaxKind.AnyKeyword ? usesOfAny(node, program) : "nothing";
  if (edit === undefined || uses === undefined) return undefined;
  return { safe: false, edits: [edit], ...(uses === "nothing" ? {} : { unless: uses }) };
}

function plainForm(node: TypeScript.Node, program: Program): Edit | undefined {
  const isEmpty = ts.isTypeLiteralNode(node) && node.members.length === 0;
  if (isEmpty || node.kind === SyntaxKind.AnyKeyword) {
    return takesAnyType(node, program) ? replace(node, isEmpty ? "object" : "unknown") : undefined;
  }
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const name = node.typeName.text;
  const declarations = resolveSymbol(program, node.typeName)?.declarations ?? [];
  const isStandard = declarations.some((each) => program.isLibrary(each.getSourceFile()));
  return isStandard && Object.hasOwn(plainForms, name) ? plainForms[name]?.(node, program) : undefined;
}

/**
 * Returns what must not use an `any`, so that `unknown` in its stead leaves tsc as it was: nothing, where it is enough to see
 * what the parameter that it is written for does, else uses of the property's or the function's name. Undefined where
 * something may rely on it.
 */
function usesOfAny(node: TypeScript.Node, program: Program): NameUse | "nothing" | undefined {
  const holder = ts.findAncestor(node, (each) => {
    if (ts.isParameter(each) || ts.isPropertySignature(each) || ts.isTypeAliasDeclaration(each)) return true;
    return ts.isFunctionLike(each) && each.kind !== SyntaxKind.FunctionType;
  });
  if (holder === undefined) return undefined;
  if (ts.isParameter(holder)) return isUnusedParameter(holder) ? "nothing" : undefined;
  const name = (holder as TypeScript.NamedDeclaration).name ?? (holder.parent as TypeScript.NamedDeclaration).name;
  if (name === undefined || !ts.isIdentifier(name)) return undefined;
  if (!ts.isPropertySignature(holder)) return usesOfFunction(name, program);
  return { kind: "property", name: name.text, file: program.sourceOf(name.getSourceFile()).file };
}

/** Returns the uses of a function's name that may rely on its result; undefined for one that other files name as they like. */
export function usesOfFunction(name: TypeScript.Identifier, program: Program): NameUse | undefined {
  if (ts.isFunctionDeclaration(name.parent) && hasDefault(name.parent)) return undefined;
  return { kind: "function", name: name.text, file: program.sourceOf(name.getSourceFile()).file };
}

function hasDefault({ modifiers }: TypeScript.FunctionDeclaration): boolean {
  return modifiers?.some(({ kind }) => kind === SyntaxKind.DefaultKeyword) ?? false;
}

/** Functions that take values of any type. */
const tolerant = /^(?:JSON\.stringify|String|Boolean|Array\.isArray|console\.\w+|structuredClone)$/;

/** Returns whether a function's body does with a parameter only what it could do with any value. */
function isUnusedParameter({ name, parent }: TypeScript.ParameterDeclaration): boolean {
  const { body } = parent as { readonly body?: TypeScript.Node };
  if (!ts.isIdentifier(name) || body === undefined) return false;
  const isHarmless = (node: TypeScript.Node): boolean => {
    if (ts.isIdentifier(node) && node.text === name.text) return isTolerated(node);
    return !ts.forEachChild(node, (child) => !isHarmless(child) || undefined);
  };
  return isHarmless(body);
}

function isTolerated(node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent) || ts.isParenthesizedExpression(parent)) return isTolerated(parent);
  if (ts.isVoidExpression(parent) || ts.isTypeOfExpression(parent) || ts.isTemplateSpan(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isCallExpression(parent) && parent.expression !== node && tolerant.test(parent.expression.getText());
}

/** Returns whether `node` can be replaced by any type: the constraint of a type parameter may forbid that. */
function takesAnyType(node: TypeScript.Node, program: Program): boolean {
  const { parent } = node;
  if (ts.isTypeParameterDeclaration(parent) || ts.isTypeOperatorNode(parent)) return false;
  if (ts.isIndexedAccessTypeNode(parent) || ts.isConditionalTypeNode(parent)) return false;
  if (!ts.isTypeReferenceNode(parent) && !ts.isExpressionWithTypeArguments(parent)) return true;
  const name = ts.isTypeReferenceNode(parent) ? parent.typeName : parent.expression;
  const index = (parent.typeArguments as readonly TypeScript.Node[] | undefined)?.indexOf(node) ?? 0;
  const declarations = resolveSymbol(program, name)?.declarations?.filter(isTypeDeclaration) ?? [];
  const parameters = declarations.map(
    (each) => ts.getEffectiveTypeParameterDeclarations(each as TypeScript.DeclarationWithTypeParameters)[index],
  );
  return parameters.length > 0 && parameters.every((each) => each !== undefined && each.constraint === undefined);
}

function recordForm(node: TypeScript.TypeReferenceNode): Edit | undefined {
  const [key, value] = node.typeArguments ?? [];
  return value && key?.kind === SyntaxKind.StringKeyword ? recordOf(node, value) : undefined;
}

function arrayForm(node: TypeScript.TypeReferenceNode): Edit | undefined {
  const [element] = node.typeArguments ?? [];
  return element && replace(node, `${asElement(element)}[]`);
}

/** The type's text, in brackets where a `[]` after it would bind to its last part alone. */
function asElement(node: TypeScript.TypeNode): string {
  const isLoose =
    ts.isUnionTypeNode(node) ||
    ts.isIntersectionTypeNode(node) ||
    ts.isFunctionTypeNode(node) ||
    ts.isConstructorTypeNode(node) ||
    ts.isConditionalTypeNode(node) ||
    ts.isTypeOperatorNode(node) ||
    ts.isTypeQueryNode(node) ||
    ts.isInferTypeNode(node);
  return isLoose ? `(${node.getText()})` : node.getText();
}

/** Replaces `undefined` by `null`; removes it where the union has `null` already. */
function nullForm(node: TypeScript.Node): Edit | undefined {
  if (node.kind !== SyntaxKind.UndefinedKeyword) return undefined;
  const members = ts.isUnionTypeNode(node.parent) ? [...node.parent.types] : [];
  if (!members.some((member) => ts.isLiteralTypeNode(member) && member.literal.kind === SyntaxKind.NullKeyword)) {
    return replace(node, "null");
  }
  const index = (members as readonly TypeScript.Node[]).indexOf(node);
  const [before, after] = [members[index - 1], members[index + 1]];
  if (before) return { start: before.getEnd(), end: node.getEnd(), text: "" };
  return after && { start: node.getStart(), end: after.getStart(), text: "" };
}

function replace(node: TypeScript.Node, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text };
}
