/**
 * List numbers.
 *
 * @param workspace - Which workspace.
 */
export async function listNumbers(workspace: string): Promise<number[]> {
  return [workspace.length];
}

/**
 * List by something else.
 *
 * @param workspace - Which workspace, by its number.
 */
export async function listByNumber(workspace: number): Promise<{ value: string; label: string }[]> {
  return [{ value: String(workspace), label: "One" }];
}

/**
 * Post a message.
 *
 * @param workspace - Which workspace.
 * @param a - Misspelt. {@options listNumbrs}
 * @param b - No options. {@options listNumbers}
 * @param c - Another type. {@options listByNumber}
 */
export async function post(workspace: string, a: string, b: string, c: string): Promise<void> {
  void [workspace, a, b, c];
}
