import { printPack } from "../../codegen/emit/validators/print-pack.js";
import type { Fault } from "../../runtime/contract/errors.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import { type PackModule, type Validator, validatorIn } from "../../runtime/values/validator.js";

/** A validator, with its two questions apart. */
export interface OpenValidator extends Validator {
  readonly accepts: (value: unknown) => boolean;
  readonly findFaults: (value: unknown, length: number) => readonly Fault[] | undefined;
}

/** Prints the validators of schemas into one pack and loads it, as a build is loaded. */
export async function openPack(schemas: readonly JsonSchema[]): Promise<readonly OpenValidator[]> {
  const { code, roots } = printPack(schemas);
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as PackModule;
  return roots.map((root) => {
    const validator = validatorIn(module, root);
    return {
      ...validator,
      accepts: (value) => validator.refuse(value) === undefined,
      findFaults: (value, length) => validator.refuse(value)?.explain(length),
    };
  });
}
