import type { ChainNodeParser, NodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { ProblemList } from "../../report/problems.js";
import type { Program } from "../program/read-program.js";
import { generator } from "../typescript/typescript.js";
import { ResolvedReader } from "./checked/resolved-reader.js";
import type { ReadAnnotations } from "./schema/annotations.js";
import { AliasParser } from "./syntax/alias-parser.js";
import { ArrayParser } from "./syntax/array-parser.js";
import { byKind } from "./syntax/by-kind.js";
import { CircularParser } from "./syntax/circular-parser.js";
import { definedOnce } from "./syntax/defined-once.js";
import { EnumParser } from "./syntax/enum-parser.js";
import { ObjectParser } from "./syntax/object-parser.js";
import { ReferenceParser } from "./syntax/reference-parser.js";
import { RefusingParser } from "./syntax/refusing-parser.js";
import { ResolvedParser } from "./syntax/resolved-parser.js";
import { TemplateParser } from "./syntax/template-parser.js";
import { TupleParser } from "./syntax/tuple-parser.js";
import { UnionParser } from "./syntax/union-parser.js";
import type { TypePath } from "./tree/type-path.js";
import { BigIntParser } from "./tree/wire-type.js";

/** The two readers of types. */
export interface TypeParsers {
  /** Reads types by their syntax. */
  readonly chain: NodeParser;
  /** Reads types that the type checker works out. */
  readonly resolved: ResolvedReader;
}

/** Parts that the parsers share, besides the program. */
export interface ParserTools {
  readonly problems: ProblemList;
  readonly typePath: TypePath;
  readonly annotate: ReadAnnotations;
}

/**
 * Makes the parsers: ours come first, ts-json-schema-generator's behind them. Each call gives new ones, with empty
 * caches.
 */
export function createTypeParsers(program: Program, { problems, typePath, annotate }: ParserTools): TypeParsers {
  const config = {
    ...generator.DEFAULT_CONFIG,
    expose: "none",
    jsDoc: "none",
    functions: "fail",
    topRef: false,
  } as const;
  // The generator uses no other part of a program.
  const checkerOnly = { getTypeChecker: () => program.checker } as unknown as TypeScript.Program;
  let parsers: TypeParsers | undefined;
  generator.createParser(checkerOnly, config, (mutable) => {
    // Parsers are added to this chain, and ask it for the types inside theirs. It reads the outermost type, too: the
    // parser around the chain would take the name from that type.
    const chain = definedOnce(byKind(mutable as ChainNodeParser), typePath);
    const resolved = new ResolvedReader(program, chain, { typePath, annotate });
    chain
      .addNodeParser(new RefusingParser(typePath))
      .addNodeParser(new BigIntParser())
      .addNodeParser(new ReferenceParser(program, chain, { typePath, resolved }))
      .addNodeParser(new ResolvedParser(program, resolved, typePath))
      .addNodeParser(new ArrayParser(chain, typePath))
      .addNodeParser(new EnumParser({ program, problems }, typePath))
      .addNodeParser(new TupleParser(chain, typePath))
      .addNodeParser(new TemplateParser(chain, typePath))
      .addNodeParser(new UnionParser(chain, typePath, { program, problems }))
      .addNodeParser(new CircularParser(new AliasParser(chain, typePath, annotate)))
      .addNodeParser(new CircularParser(new ObjectParser(program, chain, { typePath, annotate })));
    parsers = { chain, resolved };
  });
  if (parsers === undefined) throw new Error("ts-json-schema-generator gave no chain of parsers");
  return parsers;
}
