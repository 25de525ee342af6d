import type { Manifest } from "../../runtime/contract/manifest.js";
import { render } from "./render.js";

/** Emits `platforms.ts`: the keys of integrations and tools, and their platforms with titles and icons. */
export function emitPlatforms(manifest: Manifest, source: string): string {
  const platforms = Object.values(manifest.platforms);
  return render(import.meta.url, "platforms.hbs", {
    source,
    types: Object.keys(manifest.actions).filter((key) => key.startsWith("integrations.") || key.startsWith("tools.")),
    platforms,
    icons: platforms.filter((platform) => platform.icon !== undefined),
  });
}
