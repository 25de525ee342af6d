import type { BaseType, ChainNodeParser, Context, ReferenceType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../../typescript/typescript.js";
import { holdsCode, type Notes } from "../notes/notes.js";
import { keyOf } from "../tree/key-of.js";
import type { TypePath } from "../tree/type-path.js";

type Definition = TypeScript.InterfaceDeclaration | TypeScript.TypeAliasDeclaration | TypeScript.EnumDeclaration;

/** A definition that was read, with what is to be told of it. */
interface ReadDefinition {
  readonly type: BaseType;
  readonly notes: Notes;
}

/**
 * Makes a chain read each definition once, and note wherever it is mentioned what was noted of it. All other types are read
 * where they stand: the chain's own memory would forget what is to be told of them.
 */
export function definedOnce(chain: ChainNodeParser, typePath: TypePath): ChainNodeParser {
  Object.assign(chain, { typeCaches: noMemory });
  const parse = chain.createType.bind(chain);
  const known = new Map<string, ReadDefinition>();
  const unfinished = new Map<string, Notes>();
  const read = (node: Definition, name: string, parseNow: () => BaseType): ReadDefinition => {
    const notes = typePath.notesOf(node);
    unfinished.set(name, notes);
    try {
      return { type: typePath.define(node, notes, parseNow), notes };
    } finally {
      unfinished.delete(name);
    }
  };
  chain.createType = (node: TypeScript.Node, context: Context, reference?: ReferenceType): BaseType => {
    const parseNow = (): BaseType => parse(node, context, reference);
    if (!isDefinition(node)) return parseNow();
    const name = keyOf(node, context);
    const open = unfinished.get(name);
    if (open) {
      typePath.mention(open);
      return parseNow();
    }
    // Keys and results are read in other ways than parameters.
    const key = `${typePath.isResult} ${typePath.isAside} ${name} ${isFixed(node, context) ? "" : context.getCacheKey()}`;
    const found = known.get(key) ?? read(node, name, parseNow);
    if (!known.has(key) && isWhole(found)) known.set(key, found);
    typePath.mention(found.notes);
    return found.type;
  };
  return chain;
}

const noMemory = { get: () => undefined, set: () => {} };

function isDefinition(node: TypeScript.Node): node is Definition {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node);
}

/** Returns whether a definition is the same wherever it is mentioned. */
function isFixed(node: Definition, context: Context): boolean {
  return ts.isSourceFile(node.parent) && context.getArguments().length === 0;
}

/** Returns whether a definition was read to its end: one that is too deep here may not be so at the end of a shorter path. */
function isWhole({ type, notes }: ReadDefinition): boolean {
  return !(type instanceof generator.ReferenceType) && !holdsCode(notes, (code) => code === "ACT315");
}
