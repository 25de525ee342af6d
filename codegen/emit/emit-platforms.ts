import { areSameItems } from "../model/same-items.js";
import type { ManifestContent } from "./emit-manifest.js";
import { render } from "./render.js";

/** Emits `platforms.ts`: the keys of integrations and tools, and their platforms with titles and icons. */
export function emitPlatforms({ keys, platforms }: ManifestContent, source: string): string {
  const facts = [keys, platforms, source];
  if (last === undefined || !areSameItems(last.facts, facts)) {
    const types = keys.filter((key) => key.startsWith("integrations.") || key.startsWith("tools."));
    const icons = platforms.filter((platform) => platform.icon !== undefined);
    last = { facts, text: render(import.meta.url, "platforms.hbs", { source, types, platforms, icons }) };
  }
  return last.text;
}

/** The last `platforms.ts` of this process, with all that it was printed from. */
let last: { readonly facts: readonly unknown[]; readonly text: string } | undefined;
