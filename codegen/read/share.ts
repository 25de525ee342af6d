import {
  reviveProblem,
  reviveReading,
  reviveValue,
  type StoredProblem,
  type StoredReading,
  type StoredValue,
  storeProblem,
  storeReading,
  storeValue,
  type Texts,
} from "../cache/stored-reading.js";
import { type Problem, ProblemList } from "../problems.js";
import type { Project } from "../project.js";
import type { FileReading } from "../reading.js";
import { createDeclarations } from "./read-declarations.js";
import { readFile } from "./read-file.js";
import type { ActionFile } from "./read-files.js";
import { type Inputs, type OpenedFile, readProgram } from "./read-program.js";
import { createTypeReader } from "./types/type-reader.js";

/** Files of a project, and which of them somebody else is to read. */
export interface ShareRequest {
  readonly project: Project;
  readonly files: readonly ActionFile[];
  /** Paths below the actions folder. */
  readonly paths: readonly string[];
}

/** What a file's reading depends on: the names of the project's own files, and absolute paths of others. */
export interface SharedInputs {
  readonly own: readonly string[];
  readonly outside: readonly string[];
  readonly absent: readonly string[];
}

/** What was read, as plain data without texts. A file that does not parse is left out. */
export interface ShareAnswer {
  readonly files: readonly {
    readonly reading: StoredReading;
    readonly values: readonly StoredValue[];
    readonly inputs: SharedInputs;
  }[];
  readonly problems: readonly StoredProblem[];
  readonly opened: readonly OpenedFile[];
  /** Everything that imports lead to from what was read; absolute paths. */
  readonly closure: readonly string[];
  /** Whether the type checker was asked. */
  readonly isWhole: boolean;
  readonly inputs: Inputs;
}

/** Reads a share of the files as they are read all together. */
export function readShare({ project, files, paths }: ShareRequest): ShareAnswer {
  const problems = new ProblemList();
  const share = new Set(paths);
  const mine = files.filter((file) => share.has(file.path));
  const program = readProgram(project, files, { resolver: "light", roots: () => mine, problems });
  const declarations = createDeclarations(program, new Map(), problems);
  const context = { program, types: createTypeReader(program, problems), declarations, problems };
  const read = mine
    .filter((file) => program.parses(file))
    .map((file) => {
      const reading = readFile(context, file);
      return { file, reading: storeReading(reading), values: reading.values.map(storeValue) };
    });
  return {
    files: read.map(({ file, ...rest }) => {
      const { own, outside, absent } = program.dependenciesOf(file);
      return { ...rest, inputs: { own: own.map((each) => each.file), outside, absent } };
    }),
    problems: problems.sorted().map(storeProblem),
    opened: program.opened(),
    closure: [...program.closureOf(mine)],
    isWhole: program.isWhole(),
    inputs: program.inputs(),
  };
}

/** The readings and problems of an answer, in the texts that they speak of. */
export function reviveShare(
  { files, problems }: ShareAnswer,
  texts: Texts,
): { readonly readings: readonly FileReading[]; readonly problems: readonly Problem[] } {
  return {
    readings: files.map(({ reading, values }) => ({
      ...reviveReading(reading, texts),
      values: values.map((value) => reviveValue(value, texts)),
    })),
    problems: problems.map((problem) => reviveProblem(problem, texts)),
  };
}
