import type { ProblemList } from "../../report/problems.js";
import type { Declarations } from "../declarations/read-declarations.js";
import type { ImportTargets } from "../imports/import-targets.js";
import type { Program } from "../program/read-program.js";
import type { TypeReader } from "../types/type-reader.js";
import type { TypedParts } from "./typed-part.js";

/** The means by which files and their functions are read. */
export interface ReadingContext {
  readonly program: Program;
  readonly targets: ImportTargets;
  readonly types: TypeReader;
  readonly declarations: Declarations;
  readonly typed: TypedParts;
  readonly problems: ProblemList;
}
