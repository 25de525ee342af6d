/**
 * Type of a value of an author's type on the wire: what TypeScript itself would say of its JSON. `Readonly` of a brand is to
 * it an object with the methods of the primitive.
 */
export type Wire<T> = unknown extends T
  ? unknown
  : T extends Date | URL | Uint8Array
    ? string
    : T extends bigint
      ? WireText<`${T}`>
      : T extends { toJSON(): infer J }
        ? Wire<J>
        : T extends string
          ? WireText<T>
          : T extends number
            ? WireNumber<T>
            : T extends boolean | null | undefined
              ? T
              : T extends readonly (infer Item)[]
                ? number extends T["length"]
                  ? "0" extends keyof T
                    ? WireTuple<T>
                    : WireItems<Item>
                  : WireTuple<T>
                : T extends Pick<string, "charAt">
                  ? string
                  : T extends Pick<number, "toFixed">
                    ? number
                    : T extends object
                      ? [keyof T] extends [never]
                        ? Record<string, unknown>
                        : WireMembers<Data<T>>
                      : never;

/** A template that is no enumeration and a brand are patterns at best: any text to TypeScript. An enum is its values. */
type WireText<T extends string> = Record<never, never> extends Record<T, 1> ? string : `${T}`;

/** A numeric enum takes any number to be one of its own, so it is by its keys that one is told from `number`. */
type WireNumber<T extends number> =
  Record<never, never> extends Record<T, 1> ? number : `${T}` extends `${infer N extends number}` ? N : number;

/** A tuple without what a brand adds to it. */
type WireTuple<T extends readonly unknown[]> = T extends readonly [...infer Members] ? WireEach<Members> : WireEach<T>;

/** The properties that JSON can have: no symbols and no brands. */
type Data<T> = {
  [K in keyof T as K extends symbol | BrandKey ? never : K]: string extends K
    ? Defined<T[K]>
    : number extends K
      ? Defined<T[K]>
      : T[K];
};

type BrandKey = "__brand" | "__tag" | "__type" | "__opaque" | "__nominal" | "__flavor" | "__kind";

/** Records drop entries that are undefined, as JSON does. */
type Defined<T> = unknown extends T ? T : Exclude<T, undefined>;

type WireEach<T> = { -readonly [K in keyof T]: Wire<T[K]> };

/** JSON has no undefined: what must be there, but may be undefined, can only be left out. */
type WireMembers<T> = [Undefinable<T>] extends [never]
  ? WireEach<T>
  : WireEach<Omit<T, Undefinable<T>>> & { -readonly [K in Undefinable<T>]?: Wire<T[K]> };

/** The names of properties that may be undefined, but that TypeScript does not let an author leave out. */
type Undefinable<T> = {
  [K in keyof T]-?: unknown extends T[K]
    ? never
    : undefined extends T[K]
      ? Record<never, never> extends Pick<T, K>
        ? never
        : K
      : never;
}[keyof T];

/** A list without fixed members is an interface, which a recursive type can go through. */
interface WireItems<Item> extends Array<Wire<Item>> {}

/** A result once awaited; JSON has null for nothing. */
export type WireResult<T> = Wire<Exclude<Awaited<T>, undefined>> | NullFor<Awaited<T>>;

type NullFor<T> = unknown extends T ? never : undefined extends T ? null : never;

/** An export of a module by its name; a module with `export =` is its one export. */
export type Exported<Module, Name extends string> = Module extends {
  readonly [N in Name]: infer Export extends Callable;
}
  ? Export
  : Extract<Module, Callable>;

type Callable = (...args: never) => unknown;
