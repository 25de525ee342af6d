import { IMPORTED } from "./_key.js";

const KEY = "the-key";
const NESTED = { inner: "nested" } as const;
const hidden = Symbol("hidden");

enum Keys {
  A = "x",
}

enum Numbers {
  One = 1,
}

interface Named {
  /** By a constant. */
  [KEY]: string;
  [Keys.A]: number;
  [Numbers.One]: boolean;
  [IMPORTED]: string;
  [NESTED.inner]: string;
  ["quoted"]: string;
  [`template`]: string;
  [-1]: string;
  [hidden]?: string;
}

/**
 * Take properties whose names are constants.
 *
 * @param named - All of them.
 * @param one - One alone.
 */
export async function names(named: Named, one: { [KEY]: 1 }): Promise<Pick<Named, "the-key">> {
  void one;
  return named;
}
