import { secret } from "actionary";
import { traced } from "../_shared/wrap.js";

export const trace = secret({ name: "trace", keys: ["TRACE_LEFT", "TRACE_RIGHT"] });

/**
 * Go left.
 */
export async function left(): Promise<number> {
  return traced("left", async () => trace.get("TRACE_LEFT").length);
}

/**
 * Go right.
 */
export async function right(): Promise<number> {
  const work = async (): Promise<number> => trace.get("TRACE_RIGHT").length;
  return traced("right", work);
}
