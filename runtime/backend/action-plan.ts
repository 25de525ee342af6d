import type { BuildFile, BuiltValidator } from "../contract/build.js";
import type { SecretRequirement } from "../contract/manifest.js";
import type { WirePlans } from "../contract/wire.js";

/** What a lane needs to know of one action before its first call. */
export interface Plan {
  readonly key: string;
  readonly requirements: readonly SecretRequirement[];
  /** The compiled module, and which of its exports is called how. */
  readonly module: string;
  readonly export: string;
  readonly parameters: readonly { readonly name: string; readonly rest?: true }[];
  readonly flattened: boolean;
  /** How arguments and result travel; absent where they do as they are. */
  readonly wire?: WirePlans;
  /** What it may do beyond what every lane may, as `@permission` says; absent where nothing. */
  readonly permissions?: readonly string[];
  /** The validator of its results. */
  readonly output: BuiltValidator;
  /** Everything that is loaded with the module: itself, what it imports below `actions/`, the SDK. */
  readonly files: readonly BuildFile[];
}
