import type TypeScript from "typescript";
import type { BoundNode } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";

/** A use of a name that only CommonJS modules have, and the edits that replace it, if they are known. */
export interface CommonJsUse {
  readonly node: TypeScript.Identifier;
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

const names = ["require", "module", "exports", "__dirname", "__filename"];
const anyName = new RegExp(`\\b(?:${names.join("|")})\\b`);

/** Finds the uses of `require`, `module`, `exports`, `__dirname` and `__filename` that the file does not declare itself. */
export function findCommonJsNames(tree: TypeScript.SourceFile): readonly CommonJsUse[] {
  // Most files hold none of the words.
  if (!anyName.test(tree.text)) return [];
  const found: CommonJsUse[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node) && names.includes(node.text) && isValue(node) && !isDeclared(node)) {
      const edits = importInstead(node, tree);
      found.push({ node, ...(edits === undefined ? {} : { edits }) });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Returns whether an identifier is read as a variable: it is no name of a property, label or declaration. */
function isValue(node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  // `typeof module` is a question that has an answer.
  if (ts.isTypeOfExpression(parent) || ts.isQualifiedName(parent) || ts.isMetaProperty(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isExternalModuleReference(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent))
    return false;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  const { name } = parent as { readonly name?: TypeScript.Node };
  return name !== node;
}

/** Returns whether a scope around an identifier declares its name, other than by `declare`. */
function isDeclared(node: TypeScript.Identifier): boolean {
  for (let scope: TypeScript.Node = node.parent; scope !== undefined; scope = scope.parent) {
    const declarations = (scope as BoundNode).locals?.get(node.escapedText)?.declarations ?? [];
    if (declarations.some((each) => !(ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Ambient))) return true;
    const { name } = scope as { readonly name?: TypeScript.Node };
    const isNamedExpression = ts.isFunctionExpression(scope) || ts.isClassExpression(scope);
    if (isNamedExpression && name && ts.isIdentifier(name) && name.text === node.text) return true;
  }
  return false;
}

/** Returns the edits that make an import of `const path = require("node:path")` at the top of a file. */
function importInstead(node: TypeScript.Identifier, tree: TypeScript.SourceFile): CommonJsUse["edits"] {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node || call.arguments.length !== 1) return undefined;
  const [specifier] = call.arguments;
  const declaration = call.parent;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== call) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || statement.parent !== tree || statement.modifiers) return undefined;
  const bound = boundNames(declaration.name, tree);
  if (bound === undefined || statement.declarationList.declarations.length !== 1) return undefined;
  const text = `import ${bound} from ${specifier.getText(tree)}`;
  return [{ start: statement.getStart(tree), end: call.getEnd(), text }];
}

/** Returns an import's clause for the names that a variable binds; undefined where no clause has the same meaning. */
function boundNames(name: TypeScript.BindingName, tree: TypeScript.SourceFile): string | undefined {
  if (ts.isIdentifier(name)) return name.text;
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const parts = name.elements.map(({ dotDotDotToken, initializer, propertyName, name: local }) => {
    if (dotDotDotToken || initializer || !ts.isIdentifier(local)) return undefined;
    if (propertyName === undefined) return local.text;
    return ts.isIdentifier(propertyName) ? `${propertyName.getText(tree)} as ${local.text}` : undefined;
  });
  return parts.includes(undefined) ? undefined : `{ ${parts.join(", ")} }`;
}
