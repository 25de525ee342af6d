import "reflect-metadata";

class Item {}

/**
 * Keep facts of a class.
 *
 * @title reflect-metadata
 */
export async function useReflectMetadata(): Promise<string> {
  Reflect.defineMetadata("role", "admin", Item);
  return String(Reflect.getMetadata("role", Item));
}
