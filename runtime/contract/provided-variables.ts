/**
 * Variables of `process.env` that an action reads with the host's values, beside the keys of its secrets: in lanes of both
 * kinds and in process, inside and outside of calls. One that the host does not have is undefined.
 */
export const providedVariables: readonly string[] = ["NODE_ENV", "TZ", "LANG"];
