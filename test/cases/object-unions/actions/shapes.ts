interface Circle {
  kind: "circle";
  radius: number;
}

interface Square {
  kind: "square";
  side: number;
}

/**
 * Draw a shape.
 *
 * @param shape - Told apart by `kind`.
 * @param status - Told apart by a boolean.
 * @param version - Told apart by a number, or null.
 * @param mixed - A text or a list of them.
 */
export async function draw(
  shape: Circle | Square,
  status: { ok: true; value: string } | { ok: false; error: string },
  version: { v: 1; old: string } | { v: 2; new: string } | null,
  mixed: string | string[],
): Promise<Circle | Square | undefined> {
  void [status, version, mixed];
  return shape;
}
