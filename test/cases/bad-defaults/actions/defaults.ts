/**
 * Set a level.
 *
 * @param level - The level.
 * @param size - The size.
 * @param port - The port. {@minimum 1}
 */
export async function set(level: "low" | "high" = "medium", size: number = 1, port = 0): Promise<void> {
  void [level, size, port];
}
