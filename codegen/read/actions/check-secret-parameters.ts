import type { Json, JsonSchema } from "../../../runtime/contract/json.js";
import { snakeCase } from "../../model/title.js";
import type { ProblemList } from "../../report/problems.js";
import type { SignatureParameter } from "./signature-context.js";

/** Last words of names for what only its owner should know. */
const secretName =
  /(?:^|_)(?:token|password|passwd|passphrase|secret|credentials?|bearer|(?:api|access|private|secret|auth|signing|service)_key|apikey)$/;

/** Names that end in the same words and are data: a page's token, a token of a form. */
const dataName =
  /(?:^|_)(?:page|next|prev|previous|continuation|cursor|sync|delta|start|end|resume|skip|stop|cancel|cancellation|csrf|xsrf|captcha|recaptcha|invite|invitation|device|push|reset|verification|confirmation|unsubscribe|html|text|syntax)_?token$/;

/** Reports parameters, and properties of parameters, that are texts and named like a secret. */
export function checkSecretParameters(
  parameters: readonly SignatureParameter[],
  input: JsonSchema,
  problems: ProblemList,
): void {
  for (const { name, nameAt } of parameters) {
    const schema = propertiesOf(input, input)[name];
    if (schema === undefined) continue;
    if (isSecretText(name, schema)) problems.report("ACT231", nameAt, name, snakeCase(name).toUpperCase());
    const inner = Object.entries(propertiesOf(schema, input)).find(([key, value]) => isSecretText(key, value));
    if (inner) problems.report("ACT231", nameAt, `${name}.${inner[0]}`, snakeCase(inner[0]).toUpperCase());
  }
}

/** Returns whether a value is any text with the name of a secret. A chosen form component says that a person types it. */
function isSecretText(name: string, schema: JsonSchema): boolean {
  const words = snakeCase(name);
  if (!secretName.test(words) || dataName.test(words)) return false;
  return schema.type === "string" && !("enum" in schema) && !("const" in schema) && !("x-widget" in schema);
}

function propertiesOf(schema: JsonSchema, root: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const properties = resolved(schema, root).properties;
  return (properties ?? {}) as Readonly<Record<string, JsonSchema>>;
}

/** Returns the schema behind a `$ref` to a definition, alone or in an `allOf`. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const [only] = (schema.allOf ?? []) as readonly JsonSchema[];
  const { $ref } = only ?? schema;
  const [, name] = typeof $ref === "string" ? (/^#\/definitions\/(.+)$/.exec($ref) ?? []) : [];
  const definitions = (root.definitions ?? {}) as Readonly<Record<string, Json>>;
  return name === undefined ? schema : ((definitions[decodeURIComponent(name)] ?? schema) as JsonSchema);
}
