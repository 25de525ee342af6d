import type { SourceText } from "./source-text.js";

/** One file below the actions folder. */
export interface ActionFile {
  /** The path below the actions folder. */
  readonly path: string;
  readonly source: SourceText;
  /** True when its exported functions are actions; helpers (`_…`) and tests are not searched. */
  readonly listed: boolean;
}

/** The name of the SDK's package, which actions import. */
export const sdkPackage = "actionary";

/** Returns the name of a source's module: its path from the actions folder, with the extension of JavaScript. */
export function moduleName(path: string): string {
  return path.replace(/\.([mc]?)ts$/, ".$1js");
}
