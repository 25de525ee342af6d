/**
 * Kinds of trees. `inferred`: some functions declare no result, so that the type checker is asked. `warning`: all declare it, and
 * a type of the shared file gives a warning.
 */
export const treeKinds = ["warning", "inferred"] as const;

/** Kind of a tree. */
export type TreeKind = (typeof treeKinds)[number];
