// The package `actionary/codegen`: code generation for programs that drive it themselves.
export { type CodegenOptions, type CodegenReport, codegen } from "./codegen.js";
export { currentFreshness, type Freshness } from "./freshness.js";
export type { Progress } from "./observer.js";
export type { Diagnostic, Problem, ProblemCode, Severity } from "./problems.js";
export type { Project, ProjectOverrides } from "./project.js";
export type { Phase, Timings } from "./timings.js";
