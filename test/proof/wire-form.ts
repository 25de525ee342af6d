/** What a value of an author's type is on the wire: what TypeScript itself would say of its JSON. */
export type Wire<T> = unknown extends T
  ? unknown
  : T extends Date | bigint | URL | Uint8Array
    ? string
    : T extends string
      ? WireText<T>
      : T extends number
        ? WireNumber<T>
        : T extends boolean | null | undefined
          ? T
          : T extends readonly (infer Item)[]
            ? number extends T["length"]
              ? WireList<T, Item>
              : WireMembers<T>
            : T extends object
              ? [keyof T] extends [never]
                ? Record<string, unknown>
                : WireMembers<T>
              : never;

/** A template that is no enumeration and a brand are patterns at best: any text to TypeScript. An enum is its values. */
type WireText<T extends string> = Record<never, never> extends Record<T, 1> ? string : `${T}`;

/** Any number is assignable to a member of an enum of numbers, so that their texts are compared. */
type WireNumber<T extends number> = `${number}` extends `${T}`
  ? number
  : `${T}` extends `${infer N extends number}`
    ? N
    : number;

type WireMembers<T> = { -readonly [K in keyof T]: Wire<T[K]> };

/** A list may hold a rest beside fixed members; one without is an interface, which a recursive type can go through. */
type WireList<T extends readonly unknown[], Item> = T extends readonly [unknown?, ...infer Rest]
  ? Item[] extends T
    ? WireItems<Item>
    : Rest extends T
      ? WireItems<Item>
      : WireMembers<T>
  : WireMembers<T>;

interface WireItems<Item> extends Array<Wire<Item>> {}

/** A result once awaited; JSON has null for nothing. */
export type WireResult<T> = Wire<Exclude<Awaited<T>, undefined>> | NullFor<Awaited<T>>;

type NullFor<T> = unknown extends T ? never : undefined extends T ? null : never;
