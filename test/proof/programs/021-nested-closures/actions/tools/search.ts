import { secret } from "actionary";

export const search = secret({ name: "search", keys: ["SEARCH_APP", "SEARCH_KEY", "SEARCH_ADMIN_KEY"] });

function prepare(index: string): () => () => Promise<string> {
  const app = search.get("SEARCH_APP");
  return () => {
    const headers = { "x-app": app };
    return async () => {
      const response = await fetch(`https://search.example.com/${index}`, {
        headers: { ...headers, "x-key": search.get("SEARCH_KEY") },
      });
      return response.text();
    };
  };
}

/**
 * Look through the products.
 */
export async function products(): Promise<string> {
  const bind = prepare("products");
  const run = bind();
  return run();
}

/**
 * Tell how many keys there are.
 */
export function countKeys(): number {
  function admin(): string {
    return search.get("SEARCH_ADMIN_KEY");
  }
  const count = (): number => admin().split(",").length;
  return count();
}
