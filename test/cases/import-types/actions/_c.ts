export type C = "a" | "b";

export interface P<T> {
  items: T[];
}

export namespace Deep {
  export namespace Inner {
    export type Z = "z";
  }
}

export const conf = { a: 1, b: "x" } as const;

export { Other as Renamed } from "./_other.js";

export type Fallback<T = import("./_other.js").Other> = { value: T };

export type Later<T> = Promise<T[]>;
