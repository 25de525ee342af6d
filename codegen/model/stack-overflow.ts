/** Returns whether an error says that the stack did not hold; a regular expression that does not fit it is a `SyntaxError`. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith("Maximum call stack size exceeded");
}
