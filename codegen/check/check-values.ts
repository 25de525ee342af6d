import type { ValidateFunction } from "ajv";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { DocumentedValue } from "../model/models.js";
import { createCompiler } from "../model/schemas.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that defaults and examples fit the schemas of what they document. */
export function checkValues(values: readonly DocumentedValue[], problems: ProblemList): void {
  const compiler = createCompiler();
  // Compiling costs a hundred times as much as validating, and most defaults have one of a few types.
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (schema: JsonSchema): ValidateFunction => {
    const text = JSON.stringify(schema);
    const validator = validators.get(text) ?? compiler.compile(schema);
    validators.set(text, validator);
    return validator;
  };
  for (const { kind, name, at, value, schema } of values) {
    const validate = validatorOf(schema);
    if (validate(value)) continue;
    const reason = compiler.errorsText(validate.errors, { dataVar: "", separator: "; " }).trim();
    problems.report(kind === "default" ? "ACT308" : "ACT208", at, name, reason);
  }
}
