import type { Accessible, Site } from "shop";

/** Read a site of a package's type. */
export function site(): Site {
  return { accessible: { since: 2020 }, settings: {}, nothing: null };
}

/** Read a part of one, which the type checker works out. */
export function parts(): { [K in keyof Site]: Site[K] } {
  return { accessible: {}, settings: { a: [1] }, nothing: {} };
}

/** Read an object that the package does not describe. */
export function accessible(): Accessible {
  return { a: 1 };
}
