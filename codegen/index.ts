// The package export `actionary/codegen`: code generation for programs that run it themselves.
export { type CodegenOptions, type CodegenReport, codegen } from "./codegen.js";
export { currentFreshness, type Freshness } from "./freshness.js";
export type { Project, ProjectOverrides } from "./model/project.js";
export type { Progress } from "./report/observer.js";
export type { Diagnostic, Problem, ProblemCode, Severity } from "./report/problems.js";
export type { Phase, Timings } from "./report/timings.js";
