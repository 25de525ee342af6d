import type TypeScript from "typescript";
import { sdkPackage } from "../../model/action-file.js";
import type { Edit } from "../../report/fix.js";
import { sdkNames } from "../program/imported-names.js";
import { ts } from "../typescript/typescript.js";

/** Returns edits of a file that declare a secret of these keys after its imports, and import `secret` if need be. */
export function declaringEdits(tree: TypeScript.SourceFile, name: string, keys: readonly string[]): readonly Edit[] {
  const lineEnd = tree.text.includes("\r\n") ? "\r\n" : "\n";
  const { callee, edit } = importSecret(tree, lineEnd);
  const list = keys.map((key) => JSON.stringify(key)).join(", ");
  const constant = constantOf(tree, name);
  const line = `export const ${constant} = ${callee}({ name: ${JSON.stringify(name)}, keys: [${list}] });`;
  const last = tree.statements.findLast(ts.isImportDeclaration);
  if (last === undefined) {
    // One edit: of two at the same offset nobody knows the order.
    const start = startOf(tree);
    return [{ start, end: start, text: `${edit?.text ?? ""}${lineEnd}${line}${lineEnd}${lineEnd}` }];
  }
  const end = ts.getTrailingCommentRanges(tree.text, last.end)?.at(-1)?.end ?? last.end;
  const declaration = { start: end, end, text: `${lineEnd}${lineEnd}${line}` };
  return edit ? [edit, declaration] : [declaration];
}

/** Returns the name of `secret` in a file, and the edit that imports it, where it is not imported yet. */
function importSecret(
  tree: TypeScript.SourceFile,
  lineEnd: string,
): { readonly callee: string; readonly edit?: Edit | undefined } {
  for (const [local, imported] of sdkNames(tree)) {
    if (imported === "secret" && isValueImport(tree, local)) return { callee: local };
    if (imported === "*" && isValueImport(tree, local)) return { callee: `${local}.secret` };
  }
  const isTaken = namesIn(tree).has("secret");
  const [callee, specifier] = isTaken ? ["declareSecret", "secret as declareSecret"] : ["secret", "secret"];
  const last = sdkImports(tree)
    .flatMap(({ elements }) => [...elements])
    .at(-1);
  if (last) return { callee, edit: { start: last.end, end: last.end, text: `, ${specifier}` } };
  const text = `import { ${specifier} } from "${sdkPackage}";${lineEnd}`;
  const start = startOf(tree);
  return { callee, edit: { start, end: start, text } };
}

/** Returns the lists of names that a file imports of the SDK by value. */
function sdkImports(tree: TypeScript.SourceFile): readonly TypeScript.NamedImports[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const { importClause: clause } = statement;
    const isSdk = statement.moduleSpecifier.text === sdkPackage && clause && !clause.isTypeOnly;
    return isSdk && clause.namedBindings && ts.isNamedImports(clause.namedBindings) ? [clause.namedBindings] : [];
  });
}

function isValueImport(tree: TypeScript.SourceFile, local: string): boolean {
  return tree.statements.some((statement) => {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    if (clause === undefined || clause.isTypeOnly || !clause.namedBindings) return false;
    if (ts.isNamespaceImport(clause.namedBindings)) return clause.namedBindings.name.text === local;
    return clause.namedBindings.elements.some(({ name, isTypeOnly }) => name.text === local && !isTypeOnly);
  });
}

/** Returns the offset before the first statement and the comments that belong to it. */
function startOf(tree: TypeScript.SourceFile): number {
  const { text } = tree;
  const first = tree.statements[0] ?? tree.endOfFileToken;
  let start = first.getStart(tree);
  for (const { pos, end } of [...(ts.getLeadingCommentRanges(text, first.pos) ?? [])].reverse()) {
    const isApart = /\n\s*\n/.test(text.slice(end, start));
    if (isApart || /@packageDocumentation|@ts-(?:no)?check|eslint-|biome-/.test(text.slice(pos, end))) break;
    start = pos;
  }
  return start;
}

/** Returns a name for a constant that a file does not use yet. */
function constantOf(tree: TypeScript.SourceFile, name: string): string {
  const words = name.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const taken = namesIn(tree);
  const isFree = (each: string): boolean => isIdentifier(each) && !taken.has(each);
  const [first = "secret"] = [words, `${words}Secret`, `secretOf${words}`].filter(isFree);
  if (isFree(first)) return first;
  for (let index = 2; ; index++) if (isFree(`secret${index}`)) return `secret${index}`;
}

function isIdentifier(text: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text);
  return scanner.scan() === ts.SyntaxKind.Identifier && scanner.getTokenEnd() === text.length;
}

/** Returns all names in a file, of whatever they are. */
function namesIn(tree: TypeScript.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}
