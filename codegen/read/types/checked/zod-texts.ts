import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { generator, ts } from "../../typescript/typescript.js";

/**
 * Adds the text that zod's `describe` or `meta` gives a property of `z.infer<typeof X>`, unless a comment has described
 * it. The checker leads such a property back to the object that is given to `z.object`.
 */
export function withZodText(declaration: TypeScript.Declaration, type: BaseType, program: Program): BaseType {
  if (!ts.isPropertyAssignment(declaration)) return type;
  const isDescribed = type instanceof generator.AnnotatedType && type.getAnnotations().description !== undefined;
  const description = isDescribed ? undefined : zodText(declaration.initializer, program, new Set());
  return description === undefined ? type : new generator.AnnotatedType(type, { description }, false);
}

/** Returns the last text in a chain of calls that begins at an import of zod, also by way of constants. */
function zodText(node: TypeScript.Expression, program: Program, seen: Set<TypeScript.Declaration>): string | undefined {
  let text: string | undefined;
  let root = node;
  while (ts.isCallExpression(root) && ts.isPropertyAccessExpression(root.expression)) {
    text ??= describedBy(root, root.expression.name.text);
    root = root.expression.expression;
  }
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return undefined;
  const declarations = program.checker.getSymbolAtLocation(root)?.declarations ?? [];
  if (declarations.some(isOfZod)) return text;
  const constant = resolveSymbol(program, root)?.declarations?.find(ts.isVariableDeclaration);
  if (constant?.initializer === undefined || seen.has(constant)) return undefined;
  seen.add(constant);
  if (!isZod(constant.initializer, program, new Set())) return undefined;
  return text ?? zodText(constant.initializer, program, seen);
}

function describedBy(call: TypeScript.CallExpression, method: string): string | undefined {
  const [argument] = call.arguments;
  if (argument === undefined) return undefined;
  if (method === "describe") return ts.isStringLiteralLike(argument) ? argument.text : undefined;
  if (method !== "meta" || !ts.isObjectLiteralExpression(argument)) return undefined;
  const property = argument.properties.find(
    (each) => ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) && each.name.text === "description",
  );
  const value = property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  return value && ts.isStringLiteralLike(value) ? value.text : undefined;
}

/** Returns whether an expression begins at an import of zod. */
function isZod(node: TypeScript.Expression, program: Program, seen: Set<TypeScript.Declaration>): boolean {
  let root = node;
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const declarations = program.checker.getSymbolAtLocation(root)?.declarations ?? [];
  if (declarations.some(isOfZod)) return true;
  const constant = resolveSymbol(program, root)?.declarations?.find(ts.isVariableDeclaration);
  if (constant?.initializer === undefined || seen.has(constant)) return false;
  seen.add(constant);
  return isZod(constant.initializer, program, seen);
}

function isOfZod(declaration: TypeScript.Declaration): boolean {
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
  return statement !== undefined && /^zod(?:$|\/)/.test((statement.moduleSpecifier as TypeScript.StringLiteral).text);
}
