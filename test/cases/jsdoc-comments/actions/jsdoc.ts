interface Query {
  name: string;
  /** Known. */
  size?: number;
  deep: { inner: string };
}

/**
 * Options bag.
 *
 * @param {Query} opts - The options.
 * @param {string} opts.name - The name.
 * @param {number} [opts.size=3] - The size.
 * @param {string} opts.deep.inner - The inner one.
 * @param {string} other.x - Of nothing.
 * @returns {Promise<string>} the text
 * @throws {Error} when bad
 * @throws {NotFoundError} when gone
 * @throws
 * @example
 * ```json
 * {"opts": {"name": "x", "size": 2, "deep": {"inner": "y"}}}
 * ```
 */
export async function greet(opts: Query): Promise<string> {
  return opts.name;
}

/**
 * Takes apart.
 *
 * @param {object} bag - The bag.
 * @param {string} bag.name - The name.
 */
export async function apart({ name }: { name: string }): Promise<string> {
  return name;
}

/**
 * Other names of tags.
 *
 * @arg x - The x.
 * @return The text.
 * @async
 * @since 1.0
 * @require-approval
 * @read-only
 * @timeout 20 seconds
 * @private
 */
export async function otherNames(x: string): Promise<string> {
  return x;
}

interface Limits {
  /** @min 1 @max 4 */
  a: number;
  /** @regex ^a$ */
  b: string;
  /** @integer */
  c: number;
  /** @length 3 */
  d: string;
  /** @type integer */
  e: number;
  /** @minimum 1, @maximum 5 */
  f: number;
}

/**
 * Limits.
 *
 * @param limits - The limits.
 */
export async function limit(limits: Limits): Promise<void> {
  void limits;
}
