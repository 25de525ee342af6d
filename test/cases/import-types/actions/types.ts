interface Holder extends Pick<import("./_other.js").Other, "text"> {
  c: import("./_c.js").C;
}

/**
 * Take types by the files that they are in.
 *
 * @param c - An alias.
 * @param list - A generic one, with one as its argument.
 * @param z - Of a namespace.
 * @param renamed - Exported by another file.
 */
export async function types(
  c: import("./_c.js").C,
  list: import("./_c.js").P<import("./_c.js").C>[],
  z: import("./_c.js").Deep.Inner.Z,
  renamed: import("./_c.js").Renamed,
): Promise<import("./_c.js").C[]> {
  void list;
  void z;
  void renamed;
  return [c];
}

/**
 * Take types of values.
 *
 * @param conf - One value.
 * @param all - All values of a file.
 * @param key - The name of one.
 */
export async function values(
  conf: typeof import("./_c.js").conf,
  all: typeof import("./_values.js"),
  key: keyof typeof import("./_c.js").conf,
): Promise<void> {
  void conf;
  void all;
  void key;
}

/**
 * Take them within others.
 *
 * @param holder - As a base and a property.
 * @param fallback - As the default of a type parameter.
 */
export function within(holder: Holder, fallback: import("./_c.js").Fallback): import("./_c.js").Later<string> {
  void holder;
  void fallback;
  return Promise.resolve([]);
}
