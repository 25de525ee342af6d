/** Use a type that stands twice. */
export async function written(a: { t: "x"; a: string } | { t: "x"; b: string } | { t: "y" }): Promise<void> {
  void a;
}

type Named = { t: "x"; a: string } | { t: "x"; b: string };

/** Use an alias of one. */
export async function named(a: Named): Promise<void> {
  void a;
}

/** Infer one. */
export async function inferred(n: number) {
  if (n > 1) return { ok: true as const, a: 1 };
  return n > 0 ? { ok: true as const, b: 2 } : { ok: false as const };
}

/** Use another discriminant. */
export async function other(a: { t: "x"; k: "a"; a: string } | { t: "x"; k: "b"; b: string }): Promise<void> {
  void a;
}
