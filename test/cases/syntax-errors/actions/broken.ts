/** Opens and never closes. */
export function open(a: string: void {
  return a;
}
