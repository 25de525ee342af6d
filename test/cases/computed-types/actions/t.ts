import type { Integer, Email, TextArea } from "actionary";
interface User { /** The id. */ id: number; name: string; email?: string; born: Date }
type Page<T> = { items: T[]; next: string | null };
type Opt<T> = { [K in keyof T]?: T[K] };
const levels = ["low", "mid", "high"] as const;
enum Color { Red = "red", Blue = "blue" }
const map = { b: 1, a: 2 };
interface Tree { value: number; children: Tree[] }
type Json = string | number | Json[] | { [k: string]: Json };
/** @format uuid */
type Id = string & { __brand: "id" };
type Shape = { kind: "circle"; r: number } | { kind: "square"; side: number };

/** A. */
export async function a(
  date: Date, big: bigint, url: URL, bytes: Uint8Array, tuple: [string, number?, ...boolean[]], ro: readonly [a: string, b: number],
  part: Partial<User>, pick: Pick<User, "id" | "name">, omit: Omit<User, "id">, page: Page<User>, opt: Opt<User>, optPage: Opt<Page<User>>,
  level: (typeof levels)[number], color: Color, key: keyof typeof map, color2: `${Color}`, tmpl: `user-${number}`, size: "sm" | "lg" | (string & {}),
  both: { a: string } & { b: number }, id: Id, ids: Id[], tree: Tree, json: Json, shape: Shape, sub: Exclude<"x" | "c" | "b", "c">,
  obj: object, rec: Record<"a" | "b", number>, rec2: Record<Color, string>, idx: User["name"], cond: Exclude<Shape, { kind: "circle" }>, dist: Shape & { id: string },
  n: Integer, mail: Email, text: TextArea, ret: Awaited<ReturnType<typeof b>>, open: { id: string; [k: string]: unknown },
): Promise<User> { throw 1; }

/** B. */
export async function b(x = [1, 2]) { return { x, at: new Date() }; }

/** How urgent. */
type Urgency =
  /** Can wait. */
  | "low"
  /** Cannot wait. */
  | "high";

enum Size {
  /** Fits a pocket. */
  Small = "small",
  Large = "large",
}

/**
 * C.
 *
 * @param urgency - How urgent.
 * @param size - How big.
 */
export async function c(urgency: Urgency | null, size: Size = Size.Small): Promise<void> {
  void [urgency, size];
}
