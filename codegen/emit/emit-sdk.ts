import { readFileSync } from "node:fs";
import type { BuildFile } from "../../runtime/contract/build.js";
import type { Artifact } from "../model/artifacts.js";
import { sha256, shortHash } from "./hash.js";

/** The bundled SDK: beside this module in `dist`, in the checkout's `dist` when running from source. */
const sdkUrl = new URL(import.meta.url.endsWith(".ts") ? "../../dist/sdk.js" : "./sdk.js", import.meta.url);

/**
 * The one copy of the SDK in a build. Modules import it under its hashed name; `sdk.js` re-exports it for whoever wants
 * it at a fixed path.
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
