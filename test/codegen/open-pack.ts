import { printPack } from "../../codegen/emit/validators/print-pack.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import { type PackModule, type Validator, validatorIn } from "../../runtime/values/validator.js";

/** Prints the validators of schemas into one pack and loads it, as a build is loaded. */
export async function openPack(schemas: readonly JsonSchema[]): Promise<readonly Validator[]> {
  const { code, roots } = printPack(schemas);
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as PackModule;
  return roots.map((root) => validatorIn(module, root));
}
