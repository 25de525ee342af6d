import type TypeScript from "typescript";
import { sourceMaxNesting } from "../../model/limits.js";
import { isStackOverflow } from "../../model/stack-overflow.js";
import { addSyntaxError } from "./internals.js";
import { ts } from "./typescript.js";

/** Parses a text. */
type Parse = (text: string) => TypeScript.SourceFile;

/**
 * Parses a text, unless its nodes are nested deeper than the stacks of all that walk them hold: then returns an empty tree
 * of the same text, with a syntax error at the first part that is too deep. Brackets are only one way to nest: operators,
 * chains of calls and `else if` are others.
 */
export function parseShallow(text: string, parse: Parse): TypeScript.SourceFile {
  const tree = parseOrOverflow(text, parse);
  const start = tree === undefined ? likelyStart(text) : deepStart(tree);
  return tree === undefined || start !== undefined ? emptyTree(text, start ?? 0, parse) : tree;
}

/** Returns undefined where the parser's own stack does not hold. */
function parseOrOverflow(text: string, parse: Parse): TypeScript.SourceFile | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (isStackOverflow(error)) return undefined;
    throw error;
  }
}

const tokenPattern = /\w+|[^\s\w]/g;

/**
 * Returns the start of the token with most before it that may be unfinished: open brackets, and tokens since the last
 * separator. An estimate from the text alone: to parse parts of it again could end V8, which compiles the regular
 * expressions of error messages where no stack is left.
 */
function likelyStart(text: string): number {
  const outer: number[] = [];
  let unfinished = 0;
  let most = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(tokenPattern)) {
    if (token === "(" || token === "[" || token === "{" || token === "<") outer.push(unfinished);
    else if (token === ")" || token === "]" || token === "}") unfinished = outer.pop() ?? 0;
    else if (token === ";" || token === ",") unfinished = outer.at(-1) ?? 0;
    unfinished++;
    if (unfinished <= most) continue;
    most = unfinished;
    // The first place that people cannot have meant, rather than the last.
    if (most <= sourceMaxNesting) start = index;
  }
  return start;
}

/** Returns the start of the first node that is too deep; undefined where none is. */
function deepStart(tree: TypeScript.SourceFile): number | undefined {
  for (const statement of tree.statements) {
    // Each level takes a character at least.
    if (statement.end - statement.pos <= sourceMaxNesting) continue;
    const found = deepNodeIn(statement);
    if (found) return found.getStart(tree);
  }
  return undefined;
}

/** With a list of its own instead of recursion, which is what overflows. */
function deepNodeIn(root: TypeScript.Node): TypeScript.Node | undefined {
  const nodes = [root];
  const levels = [1];
  for (let node = nodes.pop(), level = levels.pop(); node && level; node = nodes.pop(), level = levels.pop()) {
    if (level > sourceMaxNesting) return node;
    const next = level + 1;
    ts.forEachChild(node, (child) => {
      // What is left in a node has to be at least as long as the levels that are left.
      if (child.end - child.pos <= sourceMaxNesting - next) return;
      nodes.push(child);
      levels.push(next);
    });
  }
  return undefined;
}

function emptyTree(text: string, start: number, parse: Parse): TypeScript.SourceFile {
  const tree = parse("");
  tree.text = text; // errors are placed in it
  addSyntaxError(tree, start, `nothing may be nested more than ${sourceMaxNesting} levels deep.`);
  return tree;
}
