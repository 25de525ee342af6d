/** Somebody. */
export interface Person {
  /** The whole name. */
  name: string;
  readonly age?: number;
  tags: ReadonlyArray<string>;
}

/** Somebody who works here. */
export interface Employee extends Person, Timed {
  manager: Person | null;
}

interface Timed {
  at: string;
}

// An interface may have several declarations.
interface Timed {
  until?: string;
}

/** A tree of any depth. */
export interface Tree<T> {
  value: T;
  children: Tree<T>[];
}

/** A page of results. */
export type Page<Item, Cursor = string> = { items: Item[]; next: Cursor | null };

/** Names that mean something elsewhere. */
export interface Awkward {
  constructor: string;
  "a-b": string;
  1: string;
  $ref: string;
  "a/b~c": string;
  const: number;
  properties: { items: string };
  definitions?: string;
  required: boolean;
  toString?: string;
  hasOwnProperty?: string;
  'quote"s': string;
  " ": string;
  "": string;
}

/**
 * Take objects of every kind.
 *
 * @param employee - An interface that extends two.
 * @param scores - A record.
 * @param sizes - A record with known keys.
 * @param open - An object with an index signature.
 * @param nested - Arrays in records in arrays.
 * @param anything - Any JSON.
 */
export async function take(
  employee: Employee,
  scores: Record<string, number>,
  sizes: Record<"small" | "large", Person>,
  open: { id: string; [key: string]: unknown },
  nested: Record<string, (number | null)[]>[],
  anything: unknown,
): Promise<Employee[]> {
  void [scores, sizes, open, nested, anything];
  return [employee];
}

/**
 * Take generics and recursion.
 *
 * @param tree - A tree of texts.
 * @param page - A page of trees.
 */
export async function grow(tree: Tree<string>, page: Page<Tree<number>>): Promise<Page<Person, number>> {
  void [tree, page];
  return { items: [], next: null };
}

/**
 * Take awkward names.
 *
 * @param awkward - An object of them.
 * @param constructor - One of them.
 * @param $ref - Another.
 */
export async function name(awkward: Awkward, constructor: string, $ref = "x"): Promise<Awkward> {
  void [constructor, $ref];
  return awkward;
}
