// Flags with which Node starts a lane, apart from what it may read and write.

/** Flags of every lane. A function, because asking Node for its known flags takes 1 ms, so not before there is a lane. */
export const laneFlags = (): readonly string[] => [
  "--enable-source-maps",
  "--no-warnings", // of the experimental flags, which would reach the log
  isKnown("--permission") ? "--permission" : "--experimental-permission",
  ...(isKnown("--allow-net") ? ["--allow-net"] : []), // calling services is what actions are for
];

/** Returns whether this Node knows a flag, which it also takes from `NODE_OPTIONS`. */
export function isKnown(flag: string): boolean {
  return process.allowedNodeEnvironmentFlags.has(flag);
}
