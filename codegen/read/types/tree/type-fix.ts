import type TypeScript from "typescript";
import type { Edit, Fix } from "../../../report/fix.js";
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
  return edit && { safe: false, edits: [edit] };
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
