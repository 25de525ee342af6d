/** The values that JSON cannot say, each with one form on the wire: decimal digits, base64 or text. */
export type WireKind = "bigint" | "buffer" | "bytes" | "date" | "url";

/**
 * How a value of one type is revived from its wire form, and encoded into it. Where a plan is absent, the value travels
 * as it is.
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
  /** One of several, told apart by the kind of the JSON value, and objects by a literal property. */
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

/** The plans of one action, absent where everything travels as it is. */
export interface WirePlans {
  readonly input?: WirePlan;
  readonly output?: WirePlan;
  readonly definitions: Readonly<Record<string, WirePlan>>;
}
