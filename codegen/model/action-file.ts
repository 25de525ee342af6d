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
