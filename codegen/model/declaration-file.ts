/** Returns whether a file holds declarations alone: it has no code, and others may use its names without an import. */
export function isDeclarationFile(path: string): boolean {
  return /\.d\.[mc]?ts$/.test(path);
}

/** Returns whether the text of a declaration file makes it a module: an import or export begins a line, or follows a statement. */
export function isModuleText(text: string): boolean {
  return /(?:^|[;}\n])\s*(?:import|export)\b/.test(text);
}
