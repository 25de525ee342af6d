/**
 * List the users of a workspace.
 *
 * @param workspace - Which workspace.
 */
export async function listUsers(workspace: string): Promise<{ value: string; label: string }[]> {
  return [{ value: workspace, label: "Everybody" }];
}
