import byAlias from "@/lib/data.json";
import data from "../../lib/data.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import * as own from "./own.json" with { type: "json" };

/** Import JSON in every way. */
export async function importJson(): Promise<{ data: unknown; own: string; alias: number; later: number }> {
  const later = await import("../../lib/data.json", { with: { type: "json" } });
  return { data, own: own.default.s, alias: byAlias.v, later: later.default.v };
}

/**
 * Take defaults from JSON.
 *
 * @param count - How many.
 * @param parts - A list.
 * @param whole - Everything.
 */
export async function takeDefaults(count = data.v, parts: unknown[] = data["a-b"], whole = settings): Promise<unknown> {
  return { count, parts, whole };
}
