import type { DocumentedValue } from "../model.js";
import type { ProblemList } from "../problems.js";
import { createCompiler } from "../schemas.js";

/** Defaults and examples fit the schemas that they document. */
export function checkValues(values: readonly DocumentedValue[], problems: ProblemList): void {
  const compiler = createCompiler();
  for (const { kind, name, at, value, schema } of values) {
    if (compiler.validate(schema, value)) continue;
    const reason = compiler.errorsText(compiler.errors, { dataVar: "", separator: "; " }).trim();
    problems.report(kind === "default" ? "ACT308" : "ACT208", at, name, reason);
  }
}
