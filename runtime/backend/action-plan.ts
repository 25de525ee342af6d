import type { BuildFile, BuiltValidator } from "../contract/build.js";
import type { SecretRequirement } from "../contract/manifest.js";
import type { WirePlans } from "../contract/wire.js";

/** Facts about one action that a lane needs before its first call. */
export interface ActionPlan {
  readonly key: string;
  readonly requirements: readonly SecretRequirement[];
  /** The compiled module; below, the export that is called, and its parameters. */
  readonly module: string;
  readonly export: string;
  readonly parameters: readonly { readonly name: string; readonly rest?: true }[];
  readonly flattened: boolean;
  /** Wire forms of arguments and result; absent if they need none. */
  readonly wire?: WirePlans;
  /** Permissions that it has beyond those of every lane (`@permission`); absent if none. */
  readonly permissions?: readonly string[];
  /** Hosts that it contacts, in the forms of `@hosts`; absent where lanes may contact any. */
  readonly hosts?: readonly string[];
  /** Validator of its results. */
  readonly output: BuiltValidator;
  /** All files that are loaded with the module: itself, its imports below `actions/`, the SDK. */
  readonly files: readonly BuildFile[];
}
