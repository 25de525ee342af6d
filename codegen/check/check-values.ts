import type { ActionModel } from "../model.js";
import type { ProblemList } from "../problems.js";
import { createCompiler } from "../schemas.js";

/** Defaults and examples fit the schemas that they document. */
export function checkValues(actions: readonly ActionModel[], problems: ProblemList): void {
  const compiler = createCompiler();
  for (const action of actions) {
    const defaults = action.parameters.filter((parameter) => parameter.default !== undefined);
    if (defaults.length === 0 && action.examples.length === 0) continue;
    const reason = (schema: ActionModel["input"], value: unknown): string | undefined =>
      compiler.validate(schema, value)
        ? undefined
        : compiler.errorsText(compiler.errors, { dataVar: "", separator: "; " });
    for (const { name, default: value } of defaults) {
      const { required: _, ...input } = action.input;
      const fault = reason(input, { [name]: value });
      if (fault) problems.report("ACT308", action.source, name, fault);
    }
    for (const example of action.examples) {
      const fault =
        reason(action.input, example.input) ??
        (example.output === undefined ? undefined : reason(action.output, example.output));
      if (fault) problems.report("ACT208", action.source, action.name, fault);
    }
  }
}
