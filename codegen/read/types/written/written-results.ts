import type TypeScript from "typescript";
import type { FunctionNode } from "../../program/function-node.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol, symbolNamed } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { platformMember } from "./platform-members.js";
import { plainNameOf, readTypeOf } from "./written-objects.js";
import { giveUp, type Keyword, type WrittenProperty, type WrittenType } from "./written-type.js";
import type { WrittenTypes } from "./written-types.js";
import { holdsUndefinedMember, membersOfUnion, undefinedType, unionOf, withoutNullish } from "./written-unions.js";
import { constantType } from "./written-values.js";

const { SyntaxKind } = ts;

const comparisons: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  ...[SyntaxKind.LessThanToken, SyntaxKind.LessThanEqualsToken],
  ...[SyntaxKind.GreaterThanToken, SyntaxKind.GreaterThanEqualsToken],
  ...[SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken],
]);

const nothing: WrittenType = { kind: "keyword", name: "undefined" };

/**
 * Works out what a function returns from plain statements: constants, awaited calls and one `return` at the end, made of
 * literals, parameters, constants, their properties and `as`. Nothing there narrows a type, which is left to the type
 * checker with all else.
 */
export class WrittenResults {
  readonly #program: Program;
  readonly #types: WrittenTypes;
  readonly #open = new Set<TypeScript.Node>();

  constructor(program: Program, types: WrittenTypes) {
    this.#program = program;
    this.#types = types;
  }

  /** Returns the awaited result of a function, `undefined` where it returns nothing; throws `needsInference`. */
  of(node: FunctionNode): WrittenType {
    const { body } = node;
    if (body === undefined || node.asteriskToken || node.type || isTypedFromAround(node) || assigns(body)) {
      return giveUp();
    }
    const returned = ts.isBlock(body) ? returnedIn(body) : body;
    if (returned === undefined) return nothing;
    const type = this.#expression(returned);
    // A union of literals would stay one here, where a property of an object is widened.
    if (!keepsItsType(returned) && type.kind === "union") return giveUp();
    const properties = type.kind === "object" || type.kind === "interface" ? this.#types.propertiesOf(type) : [];
    // What has a `then` is awaited.
    return properties.some(({ name }) => name === "then") ? giveUp() : type;
  }

  /** Literals are widened, as they are in a property. */
  #expression(node: TypeScript.Expression): WrittenType {
    if (ts.isParenthesizedExpression(node)) return this.#expression(node.expression);
    if (ts.isAsExpression(node)) return this.#asserted(node);
    if (ts.isObjectLiteralExpression(node)) return this.#object(node);
    if (ts.isIdentifier(node)) return this.#named(resolveSymbol(this.#program, node));
    if (ts.isPropertyAccessExpression(node)) return this.#member(node);
    if (ts.isBinaryExpression(node)) return this.#binary(node);
    if (ts.isTemplateExpression(node)) return keyword("string");
    return literalType(node) ?? giveUp();
  }

  #asserted({ type, expression }: TypeScript.AsExpression): WrittenType {
    return ts.isConstTypeReference(type) ? constantType(expression) : this.#types.at(type);
  }

  #object({ properties: members }: TypeScript.ObjectLiteralExpression): WrittenType {
    const properties = members.map((member): WrittenProperty => {
      const type = this.#propertyType(member);
      return { name: plainNameOf(member.name ?? giveUp()), isOptional: false, declaration: member, type: () => type };
    });
    const isPlain = properties.length > 0 && new Set(properties.map(({ name }) => name)).size === properties.length;
    return isPlain ? { kind: "object", properties } : giveUp();
  }

  #propertyType(member: TypeScript.ObjectLiteralElementLike): WrittenType {
    if (ts.isPropertyAssignment(member)) return this.#expression(member.initializer);
    return ts.isShorthandPropertyAssignment(member) ? this.#named(symbolNamed(this.#program, member.name)) : giveUp();
  }

  #named(symbol: TypeScript.Symbol | undefined): WrittenType {
    const [declaration, ...others] = symbol?.declarations ?? [];
    if (declaration === undefined || others.length > 0 || this.#open.has(declaration)) return giveUp();
    if (!this.#program.isOwn(declaration.getSourceFile())) return giveUp();
    this.#open.add(declaration);
    try {
      if (ts.isParameter(declaration)) return this.#parameter(declaration);
      return ts.isVariableDeclaration(declaration) ? this.#constant(declaration) : giveUp();
    } finally {
      this.#open.delete(declaration);
    }
  }

  #parameter({ name, type, questionToken, initializer }: TypeScript.ParameterDeclaration): WrittenType {
    if (!ts.isIdentifier(name) || type === undefined) return giveUp();
    const written = this.#types.at(type);
    // Whether undefined stays depends on the default.
    if (initializer && holdsUndefinedMember(written)) return giveUp();
    return questionToken ? unionOf([written, undefinedType]) : written;
  }

  #constant(declaration: TypeScript.VariableDeclaration): WrittenType {
    const { name, type, initializer } = declaration;
    const isConst = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
    if (!isConst || !ts.isIdentifier(name) || initializer === undefined) return giveUp();
    if (type === undefined) return this.#expression(initializer);
    const written = this.#types.at(type);
    // What a union is initialised with narrows it.
    const isUnion = membersOfUnion(written).length > 1 || (written.kind === "keyword" && written.name === "boolean");
    return isUnion ? giveUp() : written;
  }

  #member({ expression, name, questionDotToken }: TypeScript.PropertyAccessExpression): WrittenType {
    // After `a?.b` the rest belongs to the same chain.
    if (ts.isOptionalChain(expression)) return giveUp();
    const holder = this.#expression(expression);
    const given = questionDotToken ? withoutNullish(holder) : holder;
    const type = this.#memberOf(given, name.text);
    return given === holder ? type : unionOf([type, undefinedType]);
  }

  #memberOf(type: WrittenType, name: string): WrittenType {
    const known = platformMember(type, name);
    if (known) return keyword(known);
    return readTypeOf(this.#types.propertiesOf(type).find((property) => property.name === name) ?? giveUp());
  }

  #binary({ left, operatorToken, right }: TypeScript.BinaryExpression): WrittenType {
    if (comparisons.has(operatorToken.kind)) return keyword("boolean");
    if (operatorToken.kind !== SyntaxKind.QuestionQuestionToken) return giveUp();
    const type = this.#expression(left);
    const isNullish = membersOfUnion(type).some((each) => each.kind === "keyword" && each.name === "null");
    if (!isNullish && !holdsUndefinedMember(type)) return type;
    // On the right, the names on the left are narrowed.
    return unionOf([withoutNullish(type), literalType(right) ?? giveUp()]);
  }
}

/** Returns the expression behind the only `return`, which ends the block; undefined where nothing is returned. */
function returnedIn({ statements }: TypeScript.Block): TypeScript.Expression | undefined {
  const last = statements.at(-1);
  const isReturn = last !== undefined && ts.isReturnStatement(last);
  const before = isReturn ? statements.slice(0, -1) : statements;
  if (!before.every(isPlain)) return giveUp();
  return isReturn ? (last.expression ?? giveUp()) : undefined;
}

/** Returns whether a statement narrows nothing: a call that is not awaited may assert something, or never return. */
function isPlain(node: TypeScript.Statement): boolean {
  if (ts.isVariableStatement(node)) return (node.declarationList.flags & ts.NodeFlags.Const) !== 0;
  return ts.isExpressionStatement(node) && ts.isAwaitExpression(node.expression);
}

/** Returns whether the type around a function tells what it returns. */
function isTypedFromAround({ parent }: FunctionNode): boolean {
  if (ts.isVariableDeclaration(parent)) return parent.type !== undefined;
  return !ts.isSourceFile(parent);
}

/** Returns whether something is assigned, which narrows it. */
function assigns(node: TypeScript.Node): boolean {
  const { FirstAssignment, LastAssignment, PlusPlusToken, MinusMinusToken } = SyntaxKind;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind >= FirstAssignment && kind <= LastAssignment) return true;
  }
  const isUnary = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  if (isUnary && (node.operator === PlusPlusToken || node.operator === MinusMinusToken)) return true;
  return ts.forEachChild(node, (child) => assigns(child) || undefined) ?? false;
}

/** Returns whether no literal in an expression may be part of a union that it makes. */
function keepsItsType(node: TypeScript.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return keepsItsType(node.expression);
  return ts.isAsExpression(node);
}

function keyword(name: Keyword): WrittenType {
  return { kind: "keyword", name };
}

function literalType(node: TypeScript.Expression): WrittenType | undefined {
  if (ts.isParenthesizedExpression(node)) return literalType(node.expression);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return keyword("string");
  if (ts.isNumericLiteral(node)) return keyword("number");
  if (node.kind === SyntaxKind.NullKeyword) return keyword("null");
  const isBoolean = node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword;
  return isBoolean ? keyword("boolean") : undefined;
}
