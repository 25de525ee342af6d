import { readFileSync } from "node:fs";
import type { BuildFile } from "../../runtime/contract/build.js";
import type { Artifact } from "../model/artifacts.js";
import { sha256, shortHash } from "../model/hash.js";

/** The bundled SDK: beside this module in `dist`; when running from source, in the `dist` of the checkout. */
const sdkUrl = new URL(import.meta.url.endsWith(".ts") ? "../../dist/sdk.js" : "./sdk.js", import.meta.url);

/**
 * Emits the only copy of the SDK in a build. Modules import it by its hashed name; `sdk.js` re-exports it under a fixed
 * path.
 */
export function emitSdk(): {
  readonly file: BuildFile;
  readonly addressed: readonly Artifact[];
  readonly fixed: readonly Artifact[];
} {
  const content = readFileSync(sdkUrl, "utf8");
  const hash = sha256(content);
  const file = `sdk-${shortHash(hash)}.js`;
  return {
    file: { file, sha256: hash },
    addressed: [{ path: `build/${file}`, content }],
    fixed: [{ path: "build/sdk.js", content: `export * from "./${file}";\n` }],
  };
}
