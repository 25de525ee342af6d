/** Returns whether a file holds declarations alone: it has no code, and others may use its names without an import. */
export function isDeclarationFile(path: string): boolean {
  return /\.d\.[mc]?ts$/.test(path);
}
