function next(n: number): number {
  return n + 1;
}
export = next;
