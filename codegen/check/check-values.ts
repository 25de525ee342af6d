import type { ValidateFunction } from "ajv";
import type { Fault } from "../../runtime/contract/errors.js";
import { isJsonObject, type JsonSchema } from "../../runtime/contract/json.js";
import { maxSchemaErrors } from "../../runtime/contract/limits.js";
import { explainFaults } from "../../runtime/values/faults.js";
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
  for (const value of values) {
    const validate = validatorOf(value.schema);
    if (validate(value.value)) continue;
    const errors = (validate.errors ?? []).slice(0, maxSchemaErrors);
    const faults = explainFaults({ kind: "errors", errors }, JSON.stringify(value.schema));
    const reason = faults.map(faultInWords).join("; ");
    if (value.kind === "example") problems.report("ACT208", value.at, value.name, reason);
    else problems.report("ACT308", value.at, documentedDefault(value), reason);
  }
}

/** Returns a fault with the pointer of the value that it is about, in place of the value's name. */
function faultInWords({ path, message }: Fault): string {
  return message.replace(/^(?:`[^`]*`|The value)/, path === "" ? "the value" : path).replace(/\.$/, "");
}

/** Returns a default in words: the tag, if one gives it, else the initialiser. */
function documentedDefault({ name, at: { source, start }, value }: DocumentedValue): string {
  const isOfTag = source.text.startsWith("{@default", start) || /@default\s*$/.test(source.text.slice(0, start));
  if (!isOfTag) return `The default of \`${name}\``;
  const given = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : value;
  return `\`@default ${JSON.stringify(given)}\` of \`${name}\``;
}
