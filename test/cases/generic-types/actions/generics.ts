/** Somebody. */
interface User {
  name: string;
}

/** Some of many. */
interface Page<T> {
  /** What is on it. */
  items: T[];
  next: string | null;
}

/** A node with nodes below it. */
interface Tree {
  value: number;
  children: Tree[];
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A value, and those behind it. */
type List = {
  value: number;
  /** The next one, or null at the end. */
  next: List;
} | null;

/**
 * Take what holds itself and ends in null.
 *
 * @param list - A list.
 * @param byName - More of them.
 */
export async function follow(list: List, byName: Record<"first", List>): Promise<List> {
  return list ?? byName.first;
}

/**
 * Take generic and recursive types.
 *
 * @param users - A page of users.
 * @param trees - A page of trees.
 * @param texts - A page of texts.
 * @param odd - A page of what has no name.
 * @param json - Any JSON, spelt out.
 */
export async function take(
  users: Page<User>,
  trees: Page<Tree>,
  texts: Page<string>,
  odd: Page<{ "a-b": "<x>" | 'q"' }>,
  json: Json,
): Promise<Tree> {
  void [users, texts, odd, json];
  return { value: 1, children: trees.items };
}
