import fetch, { FormData } from "node-fetch";

/**
 * Post a form and read JSON.
 *
 * @title node-fetch
 */
export async function useNodeFetch(http: string): Promise<string> {
  const form = new FormData();
  form.set("a", "1");
  const response = await fetch(`${http}/form`, { method: "POST", body: form });
  const { path, type } = (await response.json()) as { path: string; type: string };
  return path + type;
}
