import * as lib2 from "./_lib.js";

/** Says hello. */
export function hello(): void {}
export namespace hello {
  export const options = 1;
}
export namespace ns {
  export function inner(): void {}
}
export namespace data {
  export const y = 1;
}
export declare namespace T {
  interface I {
    a: string;
  }
}
export * as lib from "./_lib.js";
export * as types from "./_types.js";
export { lib2 };
/** @internal */
export namespace hidden {
  export function inner(): void {}
}
namespace outer {
  export namespace deep {
    export const arrow = (): number => 1;
  }
}
export { outer };
