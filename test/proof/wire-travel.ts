import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import type { ActionModel } from "../../codegen/model/models.js";
import { createCompiler } from "../../codegen/model/schemas.js";
import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import type { WirePlan } from "../../runtime/contract/wire.js";
import { encode } from "../../runtime/values/encode.js";
import { revive } from "../../runtime/values/revive.js";
import { closed, type ProvenAction } from "./claims.js";
import type { Values } from "./generate-values.js";
import { markValues, markWires } from "./mark-wires.js";

/** Input or output of an action, with the journey of its values over the wire. */
export interface Side {
  readonly side: "input" | "output";
  readonly schema: JsonSchema;
  readonly travel: (value: Json) => Travelled;
}

/** Value as its function sees it, and the value that comes back; undefined where no calendar has its date. */
type Travelled = { readonly seen: unknown; readonly back: Json } | undefined;

/** Returns both sides of an action. */
export function sidesOf({ entry }: ProvenAction, model: ActionModel | undefined): readonly Side[] {
  const { definitions = {}, input, output } = model?.wire ?? {};
  const travel =
    (plan: WirePlan | undefined) =>
    (value: Json): Travelled => {
      if (plan === undefined) return { seen: value, back: value };
      const { value: seen, faults } = revive(value, plan, definitions);
      return faults.length > 0 ? undefined : { seen, back: encode(seen, plan, definitions) as Json };
    };
  return [
    { side: "input", schema: entry.input, travel: travel(input) },
    { side: "output", schema: closed(entry.output), travel: travel(output) },
  ];
}

/** Finds a value that comes back from its journey as another, or that its function sees with a part in its wire form. */
export function findWireFault({ good }: Values, { schema, travel }: Side): string | undefined {
  const marked = markWires(schema);
  // No part has a wire form, so that functions see the values that are sent.
  if (isDeepStrictEqual(marked, schema) && good.every((value) => travel(value)?.seen === value)) return undefined;
  const validate = createCompiler().compile(schema);
  const seesWires = new Ajv({ strict: false, ownProperties: true, validateSchema: false, logger: false }).compile(
    marked,
  );
  for (const value of good) {
    const there = travel(value);
    if (there === undefined) continue;
    if (!seesWires(markValues(there.seen))) return `is seen with parts in their wire form: ${JSON.stringify(value)}`;
    if (!validate(there.back))
      return `comes back as no such value: ${JSON.stringify(value)} → ${JSON.stringify(there.back)}`;
    // The form that comes back is the canonical one: of `2024-01-01T00:00:00Z` with milliseconds.
    const again = travel(there.back);
    if (!again || !isDeepStrictEqual(again.back, there.back) || !isDeepStrictEqual(again.seen, there.seen))
      return `comes back as another: ${JSON.stringify(value)} → ${JSON.stringify(there.back)}`;
  }
  return undefined;
}
