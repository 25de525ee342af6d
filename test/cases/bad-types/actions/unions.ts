/**
 * Take objects with the same discriminant.
 *
 * @param shape - Two of one kind.
 */
export async function take(shape: { kind: "a"; x: string } | { kind: "a"; y: string } | { kind: "b" }): Promise<void> {
  void shape;
}
