import { secret, secrets } from "actionary";

export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"] });

/**
 * Describe what is missing and misspelt.
 *
 * @param channnel - Where to.
 * @param code - What it is called. {@pattern ^a{2}$}
 * @param count - How many. {@minimun 1}
 * @readonlyy
 */
export async function describe(channel: string, code: string, count: number, text: string): Promise<void> {}

/**
 * Read a secret that is misspelt.
 *
 * @secret slak
 */
export async function misspell(): Promise<string> {
  return secrets.get("SLACK_BOT_TOKEN");
}

/**
 * Bind what is bound already.
 *
 * @secret slack
 */
export async function bindTwice(): Promise<string> {
  return slack.get("SLACK_BOT_TOKEN");
}

/**
 * Take what only looks like data.
 *
 * @param map - By name.
 * @param pairs - By number.
 * @param all - All of them.
 * @param anything - Anything.
 * @param empty - Nothing.
 * @param holes - With holes.
 */
export async function take(
  map: Map<string, number>,
  pairs: Map<number, string>,
  all: Set<string>,
  anything: any,
  empty: {},
  holes: (string | undefined)[],
): Promise<void> {}

/**
 * Leave braces open.
 *
 * @param first - Never closed. {@pattern ^a
 */
export async function open(first: string): Promise<void> {}

/**
 * Forget the blank.
 *
 * @param second - Joined. {@pattern^a}
 */
export async function join(second: string): Promise<void> {}
