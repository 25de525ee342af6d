/** Who somebody is. */
interface Person {
  /** The whole name. */
  name: string;
  age?: number;
}

/** Somebody who works here. */
interface Employee extends Person {
  /** Who tells them what to do. */
  manager: Person | null;
}

type Optional<T> = { [K in keyof T]?: T[K] };
type Renamed<T> = { [K in keyof T as K extends "name" ? "label" : K]: T[K] };
type DataOf<T> = T extends { data: infer D } ? D : never;

/**
 * Take objects.
 *
 * @param literal - Written in place.
 * @param employee - An interface that extends another.
 * @param omitted - All but one property.
 * @param picked - One property.
 * @param partial - All properties optional.
 * @param required - All properties required.
 * @param settled - One property that may still be undefined.
 * @param readonly - All properties kept.
 * @param mapped - Mapped by hand.
 * @param renamed - Mapped to other names.
 * @param conditional - What a condition gives.
 */
export async function objects(
  literal: { id: string; note?: string | null },
  employee: Employee,
  omitted: Omit<Employee, "manager">,
  picked: Pick<Employee, "name">,
  partial: Partial<Person>,
  required: Required<Person>,
  settled: Required<{ told: string | undefined; asked?: string }>,
  readonly: Readonly<Person>,
  mapped: Optional<Employee>,
  renamed: Renamed<Person>,
  conditional: DataOf<{ data: { at: string } }>,
): Promise<Employee> {
  void [literal, omitted, picked, partial, required, settled, readonly, mapped, renamed, conditional];
  return employee;
}

/**
 * Take records.
 *
 * @param scores - Numbers by any name.
 * @param index - The same by an index signature.
 * @param sides - Numbers by known names.
 * @param byNumber - Texts by number.
 * @param open - One known property, and any other.
 */
export async function records(
  scores: Record<string, number>,
  index: { [name: string]: number | null },
  sides: Record<"a" | "b", number>,
  byNumber: Record<number, string>,
  open: { id: string; [k: string]: unknown },
): Promise<Record<string, number>> {
  void [index, sides, byNumber, open];
  return scores;
}

/** A circle. */
interface Circle {
  kind: "circle";
  radius: number;
}

/** A square. */
interface Square {
  kind: "square";
  side: number;
}

/**
 * Take what is put together.
 *
 * @param both - One object of two.
 * @param shape - One object of a union and another.
 */
export async function together(
  both: { a: string } & { b: number },
  shape: (Circle | Square) & { id: string },
): Promise<{ a: string } & { b: number }> {
  void shape;
  return both;
}

/** Takes nothing but its own properties. @closed */
interface Closed {
  id: string;
}

/**
 * Take one of several objects.
 *
 * @param shape - Told apart by a text.
 * @param version - Told apart by a number.
 * @param answer - Told apart by a boolean.
 * @param vague - Not told apart.
 */
export async function unions(
  shape: Circle | Square,
  version: { v: 1; old: string } | { v: 2; fresh: string },
  answer: { ok: true; value: string } | { ok: false; error: string },
  vague: { a: string } | { b: string },
): Promise<{ shape: Circle | Square; closed: Closed }> {
  void [version, answer, vague];
  return { shape, closed: { id: "" } };
}
