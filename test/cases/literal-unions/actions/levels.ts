/** How loud. */
export type Level = "loud" | "quiet" | "even";

/**
 * Sets a level.
 *
 * @param level - The level.
 * @param count - How often: `1`, `2` or `3`.
 * @param maybe - A level, or none.
 * @returns What was set.
 */
export async function set(level: Level, count: 3 | 1 | 2 = 1, maybe: Level | null = null): Promise<{ level: Level; on: true | null }> {
  return { level: maybe ?? level, on: count > 1 ? true : null };
}
