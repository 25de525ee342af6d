/**
 * Thrown by the light checker instead of an answer that only the type checker knows. One object: no stack is recorded.
 */
export const needsFullChecker: Error = new Error("only the type checker knows");
