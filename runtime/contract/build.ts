import type { Effects, GrantType, Limits, SecretRequirement } from "./manifest.js";
import type { WirePlans } from "./wire.js";

/** A file of `generated/build`: its path below that folder, and the sha256 (hex) of its bytes. */
export interface BuildFile {
  readonly file: string;
  readonly sha256: string;
}

/** One compiled module; `imports` are the names (in `CurrentBuild.modules`) of the modules that it imports itself. */
export interface BuiltModule extends BuildFile {
  readonly imports: readonly string[];
  /** npm packages that it imports itself, by name. */
  readonly packages: readonly string[];
}

/** A validator: the file of its pack, which imports nothing, and the number of its rule there. */
export interface BuiltValidator extends BuildFile {
  readonly rule: number;
}

/** Facts that the runtime needs to call one action: no schema and no prose, so that a thousand load in milliseconds. */
export interface BuiltAction {
  readonly run: {
    readonly kind: "function";
    /** A name in `CurrentBuild.modules`. */
    readonly module: string;
    readonly export: string;
    readonly parameters: readonly { readonly name: string; readonly rest?: true }[];
    /** The function takes one object with all arguments. */
    readonly flattened: boolean;
  };
  readonly secrets: readonly SecretRequirement[];
  /** Names in `CurrentBuild.validators`. */
  readonly input: string;
  readonly output: string;
  /** Wire forms of arguments and result; absent if they need none. */
  readonly wire?: WirePlans;
  readonly effects: Effects;
  readonly limits: Limits;
  readonly approval?: true;
  readonly permissions: readonly string[];
  /** Hosts that it contacts, in the forms of `@hosts`; absent in builds made by hand: any. */
  readonly hosts?: readonly string[];
  readonly vars: readonly string[];
}

/** Keys of a secret, for looking up their values; an OAuth secret has no bare-key fallback in the environment. */
export type BuiltSecret =
  | {
      readonly type: "custom";
      readonly keys: readonly string[];
      readonly optionalKeys: readonly string[];
      /** Keys that only included packages declare: their bare names open no variable of the host. Absent if there are none. */
      readonly includedKeys?: readonly string[];
    }
  | {
      readonly type: "oauth";
      readonly providerId: string;
      readonly keys: Readonly<Partial<Record<GrantType, string>>>;
    };

/**
 * `generated/build/current.json`: the one file through which the runtime finds all others. They are content-addressed, and
 * complete before this file is renamed to its final name.
 *
 * A pack of validators exports `default` (a function that is given the runtime's kit, and returns a test by the number of each rule) and
 * `facts` (the rules, and the longest texts of patterns that take long, as JSON text).
 */
export interface CurrentBuild {
  readonly version: 2;
  readonly sdk: BuildFile;
  /** Further files with a name of their own, so that a change of theirs is found; none in builds that were made by hand. */
  readonly fixed?: readonly BuildFile[];
  readonly modules: Readonly<Record<string, BuiltModule>>;
  readonly validators: Readonly<Record<string, BuiltValidator>>;
  readonly actions: Readonly<Record<string, BuiltAction>>;
  readonly secrets: Readonly<Record<string, BuiltSecret>>;
  /** Hosts of the URLs that endpoints declare, by the endpoint's name; absent in builds made by hand. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** npm packages that must be installed to run the build, with their ranges. */
  readonly packages: Readonly<Record<string, string>>;
}
