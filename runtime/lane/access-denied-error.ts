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

/** Facts of a host that a lane does not contact. */
interface HostDenial {
  /** The host, with its port where that is known. */
  readonly host: string;
  readonly reach: { readonly hosts: readonly string[] };
  /** The action that asks for it, if Node can tell. */
  readonly action: string | undefined;
}

/** Hosts that a message names. */
const maxNamedHosts = 5;

/** Returns the error for a host that the actions of a lane do not declare; it names the tag that allows it. */
export function hostDenied({ host, reach, action }: HostDenial): Error {
  const who = action === undefined ? "An action" : `\`${action}\``;
  const { hosts } = reach;
  const named = hosts.slice(0, maxNamedHosts).join(", ") + (hosts.length > maxNamedHosts ? ", …" : "");
  const declared = hosts.length === 0 ? "no hosts are declared" : `the declared hosts are ${named}`;
  const error = new Error(
    `${who} may not contact ${host}: ${declared}. \`@hosts ${host.replace(/:(?:80|443)$/, "")}\` in the action's comment allows it.`,
  );
  return Object.assign(error, { code: "ERR_ACCESS_DENIED", permission: "hosts", resource: host });
}
