/**
 * Arms in the sea.
 *
 * @packageDocumentation
 * @platform Octopus Deploy
 * @icon octopus
 * @group Arms
 * @docUrl https://example.com/octopus
 * @author The team
 * @version 1.2
 * @deprecated Use the squid.
 * @meta arms: 8
 */
import { secret, secrets } from "actionary";

export const octopus = secret({ name: "octopus", keys: ["OCTOPUS_KEY", "OCTOPUS_HOST"] });

/** Take all from the file. */
export async function inherit(): Promise<void> {}

/**
 * Say everything.
 *
 * @remarks
 * More of it.
 *
 * @returns What was said.
 * @see {@link https://example.com/more}
 * @privateRemarks Nobody sees this.
 * @title Say it all
 * @group Words
 * @docUrl https://example.com/say
 * @author Somebody
 * @version 2
 * @deprecated Say less.
 * @namespace integrations.squid
 * @name said
 * @meta owner: {"team": "@sea", "tag": "{@link}"}
 * @example {"words": ["a"]} => {"said": 1}
 * @example {}
 * @param words - What to say.
 */
export async function say(...words: string[]): Promise<{ said: number }> {
  return { said: words.length };
}

/**
 * Left out.
 *
 * @internal
 */
export function hidden(callback: () => void): void {
  callback();
}

/**
 * Bind a secret.
 *
 * @secret octopus
 * @reads OCTOPUS_KEY
 */
export async function bind(): Promise<void> {}

/**
 * Check a secret.
 *
 * @verifies octopus
 */
export async function check(): Promise<boolean> {
  return octopus.get("OCTOPUS_KEY") !== "";
}

/**
 * Bind a secret, and read it by its key.
 *
 * @secret octopus
 */
export async function read(): Promise<string> {
  return secrets.get("OCTOPUS_HOST");
}

/**
 * Contact a host that callers name.
 *
 * @param url - The address.
 * @hosts "*" it tells whether a site answers
 */
export async function dial(url: string): Promise<boolean> {
  return (await fetch(url)).ok;
}

/** Look only. @readonly */
export async function look(): Promise<void> {}

/** Do it again. @idempotent */
export async function repeat(): Promise<void> {}

/** Remove it. @destructive */
export async function remove(): Promise<void> {}

/**
 * Have limits.
 *
 * @timeout 30s
 * @retry 3
 * @concurrency 4
 * @exclusive
 */
export async function limit(): Promise<void> {}

/**
 * Need a lot.
 *
 * @approval
 * @permission child-process
 * @permission fs:/srv/data
 * @permission native
 * @permission net
 * @permission net:listen
 * @permission net:unix:/run/a.sock
 * @permission tmp
 * @throws not_found when nothing is there.
 * @throws rate_limited
 */
export async function need(): Promise<void> {}
