/**
 * All about comments.
 *
 * @packageDocumentation
 * @secret slack
 * @platform One
 * @platform Two
 */

export async function silent(): Promise<void> {}

/**
 * @readonly
 */
export async function onlyTags(): Promise<void> {}

/**
 * Describe what is not there.
 *
 * @param adress - Misspelt.
 * @param other - Unlike anything.
 */
export async function describe(address: string): Promise<void> {
  void address;
}

/**
 * Misspell tags.
 *
 * @tiemout 30s
 * @param a - Bounded. {@minimun 1}
 * @return Nothing.
 * @Secret slack
 */
export async function misspell(a: number): Promise<void> {
  void a;
}

/**
 * Write what does not parse.
 *
 * @timeout 30 seconds
 * @retry often
 * @retry 99
 * @concurrency 0
 * @permission root
 * @throws nothing_found when there is none.
 * @meta owner = "me"
 * @meta list: [1, 2
 * @example {"a": 1
 * @param a - A number. {@minimum one} {@pattern [} {@format nothing} {@widget nothing}
 */
export async function parse(a: string): Promise<void> {
  void a;
}

/**
 * Put tags where they say nothing. {@minimum 1}
 *
 * @minimum 1
 * @platform Elsewhere
 * @readonly
 * @destructive
 * @param a - A parameter. {@secret slack}
 */
export async function misplace(a: {
  /**
   * A property.
   *
   * @timeout 1s
   */
  b: string;
}): Promise<void> {
  void a;
}

/**
 * Say it twice.
 *
 * @title One
 * @title Two
 * @readonly
 * @readonly
 */
export async function twice(): Promise<void> {}
