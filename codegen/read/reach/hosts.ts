/** Returns the hosts of both lists, sorted; `*` alone where one has it. */
export function addHosts(hosts: readonly string[], more: readonly string[]): readonly string[] {
  const all = [...new Set([...hosts, ...more])];
  return all.includes("*") ? ["*"] : all.sort();
}
