import { groupBy } from "../model/group-by.js";
import { excerptMaxLineLength } from "../model/limits.js";
import { excerptedSource, lineOf, type Position, positionOf } from "../model/source-text.js";
import type { Problem } from "../report/problems.js";
import type { Texts } from "./stored-reading.js";

/** Positions and lines of one file that its problems are printed with. */
export interface StoredExcerpt {
  readonly file: string;
  readonly positions: readonly (readonly [offset: number, line: number, column: number])[];
  readonly lines: readonly (readonly [line: number, text: string])[];
}

/** Returns everything of the sources that is printed with the problems, by file. */
export function storeExcerpts(problems: readonly Problem[]): readonly StoredExcerpt[] {
  return [...groupBy(problems, ({ at }) => at.source)].map(([source, own]) => {
    const offsets = own.flatMap(({ at, fix }) => [at, ...(fix?.edits ?? [])].flatMap(({ start, end }) => [start, end]));
    const first = new Set(own.map(({ at }) => positionOf(source, at.start).line));
    return {
      file: source.file,
      positions: [...new Set(offsets)].map((offset) => {
        const { line, column } = positionOf(source, offset);
        return [offset, line, column] as const;
      }),
      lines: [...first]
        .map((line) => [line, lineOf(source, line)] as const)
        .filter(([, text]) => text.length <= excerptMaxLineLength),
    };
  });
}

/** Returns the sources of stored excerpts by file; their texts come from `texts`, and only when somebody asks for them. */
export function reviveExcerpts(stored: readonly StoredExcerpt[], texts: Texts): Texts {
  const sources = new Map(
    stored.map(({ file, positions, lines }) => {
      const excerpt = {
        positions: new Map(positions.map(([offset, line, column]): [number, Position] => [offset, { line, column }])),
        lines: new Map(lines),
      };
      return [file, excerptedSource(file, excerpt, () => texts(file)?.text ?? "")] as const;
    }),
  );
  return (file) => sources.get(file);
}
