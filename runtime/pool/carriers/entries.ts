import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Name of the file in which a lane starts. */
export type LaneEntry = "lane-thread" | "lane-process";

const laneEntries: readonly LaneEntry[] = ["lane-thread", "lane-process"];

/** A name that webpack gives to the code of its bundles; it puts the place of the source where they ask for their own. */
declare const __webpack_require__: unknown;

/** URL of this module; undefined where a bundler has made something of it that is no module in a file. */
const ownUrl: string | undefined =
  import.meta.url?.startsWith("file:") && typeof __webpack_require__ === "undefined" ? import.meta.url : undefined;

/** Settings that keep the package out of a bundle; docs/bundling.md has more. */
const settings =
  'esbuild: `--external:actionary` or `packages: "external"`; Vite: `ssr: { external: ["actionary"] }`; Next.js: ' +
  '`serverExternalPackages: ["actionary"]`; webpack: `externals: [/^actionary(\\/|$)/]`; Rollup: `external: [/^actionary(\\/|$)/]`';

/** Returns the compiled entry of a lane, also when run from source, because Node 20 cannot load TypeScript in a thread. */
export function laneEntry(name: LaneEntry, url: string = ownUrl ?? ""): URL {
  return new URL(url.endsWith(".ts") ? `../../../dist/${name}.js` : `./${name}.js`, url);
}

/**
 * Throws an `Error` with the settings of bundlers where this code is part of a bundle: lanes start in files of the package,
 * which lie beside it only where it is installed.
 */
export function checkUnbundled(
  what: "createRuntime" | "createInProcessExecutor",
  url: string | undefined = ownUrl,
): void {
  if (url?.endsWith(".ts")) return;
  const isWhole = url !== undefined && laneEntries.every((name) => existsSync(laneEntry(name, url)));
  // In the caller's own thread there is nothing to start.
  if (isWhole || (url !== undefined && what === "createInProcessExecutor")) return;
  const bundle = url === undefined ? "a bundle" : `the bundle ${fileURLToPath(url)}`;
  throw new Error(
    `${what}: \`actionary\` is part of ${bundle}, where its lanes cannot start. Keep it external. ${settings}.`,
  );
}
