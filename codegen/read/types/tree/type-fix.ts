import type TypeScript from "typescript";
import type { Edit, Fix } from "../../../report/fix.js";
import type { ProblemCode } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { isTypeDeclaration } from "./is-type-declaration.js";
import { recordOf } from "./record-of.js";
import { resolveSymbol } from "./resolve-symbol.js";

const { SyntaxKind } = ts;

type EditOf<N extends TypeScript.Node = TypeScript.Node> = (node: N, program: Program) => Edit | undefined;

/** The type that JSON can carry instead, by the problem of the one that is written. */
const edits: Partial<Record<ProblemCode, EditOf>> = { ACT301: plainForm, ACT304: nullForm };

/** What takes the place of a type of the standard library, by its name. */
const plainForms: Readonly<Record<string, EditOf<TypeScript.TypeReferenceNode>>> = {
  Map: recordForm,
  ReadonlyMap: recordForm,
  Set: arrayForm,
  ReadonlySet: (node) => replace(node.typeName, "ReadonlyArray"),
};

/**
 * How the type at `node` is mended, where that can be told from its syntax. Never safe: a function's body and its callers
 * may rely on what the type was. The types alone still fit together.
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

/** Whether any type may stand where `node` does: a type parameter may ask for one of some kind. */
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

/** The type's text, in brackets where `[]` behind it would bind to its last part alone. */
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

/** `null` for `undefined`; nothing where the union has `null` already. */
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
