/** Facts of something that a lane refuses. */
interface Denial {
  /** A sentence that says what is refused. */
  readonly text: string;
  /** The `@permission` that allows it. */
  readonly permission: string;
  /** The path, port or program. */
  readonly resource: string;
}

/** Returns an error like those of Node's permission flags, which also names the `@permission` that allows what was refused. */
export function accessDenied({ text, permission, resource }: Denial): Error {
  const error = new Error(`${text} \`@permission ${permission}\` in the action's comment allows it.`);
  return Object.assign(error, { code: "ERR_ACCESS_DENIED", permission: permission.split(":")[0], resource });
}
