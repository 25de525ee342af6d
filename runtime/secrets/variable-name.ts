/** Returns `NAME__KEY`, the variable for one key of one secret. */
export function qualifiedVariable(name: string, key: string): string {
  return `${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}__${key}`;
}
