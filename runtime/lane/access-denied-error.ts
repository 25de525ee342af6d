/** Facts of something that a lane refuses. */
interface Denial {
  /** A sentence that says what is refused. */
  readonly text: string;
  /** The `@permission`s that allow it together. */
  readonly permissions: readonly [string, ...string[]];
  /** The path, port or program. */
  readonly resource: string;
}

/** Returns an error like those of Node's permission flags, which also names the `@permission` that allows what was refused. */
export function accessDenied({ text, permissions, resource }: Denial): Error {
  const tags = permissions.map((each) => `\`@permission ${each}\``).join(" and ");
  const error = new Error(`${text} ${tags} in the action's comment ${permissions.length > 1 ? "allow" : "allows"} it.`);
  return Object.assign(error, { code: "ERR_ACCESS_DENIED", permission: permissions[0].split(":")[0], resource });
}
