import type {} from "./_opts.js";

declare module "./_opts.js" {
  interface Opts {
    extra: number;
  }

  interface Page<T> {
    last?: T;
  }
}

declare global {
  interface Everywhere {
    e: boolean;
  }
}
