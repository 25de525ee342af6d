import type { Ajv, ValidateFunction } from "ajv";
import type { Fault } from "../../runtime/contract/errors.js";
import { isJsonObject, type JsonSchema } from "../../runtime/contract/json.js";
import { explain, faultsOf } from "../../runtime/values/explanation.js";
import { matches } from "../../runtime/values/matches.js";
import type { RuleId } from "../../runtime/values/rules.js";
import type { DocumentedValue } from "../model/models.js";
import { RuleTable } from "../model/rule-table.js";
import { createCompiler } from "../model/schemas.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that defaults and examples fit the schemas of what they document. */
export function checkValues(values: readonly DocumentedValue[], problems: ProblemList): void {
  // Made for the first value: loading Ajv takes longer than most edits to read.
  let compiler: Ajv | undefined;
  // Compiling costs a hundred times as much as validating, and most defaults have one of a few types.
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (schema: JsonSchema): ValidateFunction => {
    const text = JSON.stringify(schema);
    compiler ??= createCompiler({ code: { regExp: linearEngine } });
    const validator = validators.get(text) ?? compiler.compile(schema);
    validators.set(text, validator);
    return validator;
  };
  for (const value of values) {
    const validate = validatorOf(value.schema);
    if (validate(value.value)) continue;
    const reason = faultsIn(value).map(faultInWords).join("; ");
    if (value.kind === "example") problems.report("ACT208", value.at, value.name, reason);
    else problems.report("ACT308", value.at, documentedDefault(value), reason);
  }
}

/** Tests texts by patterns as the runtime does: no default may take codegen long. */
const linearEngine = Object.assign(
  // Ajv tells patterns apart by their text.
  (pattern: string) => ({ test: (text: string) => matches(pattern, text), toString: () => pattern }),
  { code: "linear patterns are not printed" },
);

/** Returns the faults of a value, as the runtime would tell them of an argument. */
function faultsIn({ schema, value }: DocumentedValue): readonly Fault[] {
  const table = new RuleTable();
  const root = table.add(schema);
  const known = new Map<unknown, Map<RuleId, boolean>>();
  // Walks everything, because there is no code to ask: these values are as small as people write them.
  const fits = (id: RuleId, part: unknown): boolean => {
    const answers = known.get(part) ?? new Map<RuleId, boolean>();
    known.set(part, answers);
    const answer = answers.get(id) ?? explain(book, { id, value: part }, 0).length === 0;
    answers.set(id, answer);
    return answer;
  };
  const book = { rules: table.rules, longest: {}, fits };
  return faultsOf(explain(book, { id: root, value }, 0));
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
