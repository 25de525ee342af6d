/** Kinds of values that JSON does not have, each with one form in JSON: decimal digits, base64 or text. */
export type WireKind = "bigint" | "buffer" | "bytes" | "date" | "url";

/**
 * Plan for encoding a value of one type into its wire form, and for reviving it. A value without a plan is the same in JSON.
 */
export type WirePlan =
  | { readonly kind: WireKind }
  | { readonly kind: "array"; readonly items: WirePlan }
  | { readonly kind: "tuple"; readonly items: readonly (WirePlan | null)[]; readonly rest?: WirePlan }
  | {
      readonly kind: "object";
      readonly properties: Readonly<Record<string, WirePlan | null>>;
      readonly additional?: WirePlan;
    }
  /** One of several, distinguished by the kind of the JSON value, and objects by a literal property. */
  | {
      readonly kind: "choice";
      readonly string?: WirePlan;
      readonly array?: WirePlan;
      readonly object?: WirePlan;
      readonly cases?: {
        readonly property: string;
        readonly plans: readonly (readonly [value: string | number | boolean | null, plan: WirePlan])[];
      };
    }
  /** A plan that contains itself, by its name in `definitions`. */
  | { readonly kind: "ref"; readonly name: string };

/** Plans of one action; each is absent if its values are the same in JSON. */
export interface WirePlans {
  readonly input?: WirePlan;
  readonly output?: WirePlan;
  readonly definitions: Readonly<Record<string, WirePlan>>;
}
