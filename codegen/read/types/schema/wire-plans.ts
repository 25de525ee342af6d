import type { BaseType } from "ts-json-schema-generator";
import type { WirePlan, WirePlans } from "../../../../runtime/contract/wire.js";
import type { Span } from "../../../model/source-text.js";
import type { ProblemList } from "../../../report/problems.js";
import { NotRevivable, WirePlanner } from "./wire-planner.js";

/** A parameter or result whose values may travel in another form. */
export interface WireProperty {
  readonly name: string;
  readonly type: BaseType;
  /** The span that a type is reported at whose values cannot be revived. */
  readonly at: Span;
}

/**
 * Makes the plans by which arguments and result travel; undefined where all travel as they are. Types whose values
 * cannot be revived are reported.
 */
export function wirePlans(
  properties: readonly WireProperty[],
  result: WireProperty,
  problems: ProblemList,
): WirePlans | undefined {
  const planner = new WirePlanner();
  const planOf = ({ name, type, at }: WireProperty): WirePlan | undefined => {
    try {
      return planner.plan(type);
    } catch (error) {
      if (!(error instanceof NotRevivable)) throw error;
      problems.report("ACT317", at, name);
      return undefined;
    }
  };
  const inputs = properties.flatMap((property) => {
    const plan = planOf(property);
    return plan ? [[property.name, plan] as const] : [];
  });
  const output = planOf(result);
  if (inputs.length === 0 && output === undefined) return undefined;
  return {
    ...(inputs.length > 0 ? { input: { kind: "object", properties: Object.fromEntries(inputs) } } : {}),
    ...(output ? { output } : {}),
    definitions: planner.definitions,
  };
}
