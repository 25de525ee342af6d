import { tasks } from "../_shared/names.js";

const handle = tasks;

/**
 * List the tasks.
 */
export async function list(): Promise<string> {
  const s = handle;
  const response = await fetch("https://app.asana.com/api/1.0/tasks", {
    headers: { authorization: s.get("ASANA_TOKEN") },
  });
  return response.text();
}

/**
 * Name the workspace.
 */
export function workspace(): string {
  return (tasks satisfies { readonly name: string }).get("ASANA_WORKSPACE");
}
