import type { LogLine } from "./contract/context.js";
import type { FailureData } from "./contract/errors.js";

/** What a runtime tells besides the results of calls. `domain` names the lanes of one set of secrets (and one tenant). */
export type RuntimeEvent =
  | { readonly kind: "lane-started"; readonly domain: string }
  /** Its place was needed for another domain. */
  | { readonly kind: "lane-retired"; readonly domain: string }
  | { readonly kind: "lane-lost"; readonly domain: string; readonly message: string }
  /** A promise was rejected and nobody caught it. Results stand, the lane stays. */
  | { readonly kind: "late-rejection"; readonly action: string | null; readonly failure: FailureData }
  /** An error was thrown and nobody caught it. Results stand, the lane is replaced once its calls are done. */
  | { readonly kind: "late-throw"; readonly action: string | null; readonly failure: FailureData }
  /** Output of no call, or of one that had ended. */
  | { readonly kind: "stray-log"; readonly action: string | null; readonly line: LogLine }
  /** A result, which is never redacted, holds the value of a secret of its call. */
  | { readonly kind: "secret-in-result"; readonly action: string };
