/** A class. */
export class Client {}

/** Made by a function. */
export const made = wrap(async (): Promise<void> => {});

function wrap<T>(value: T): T {
  return value;
}

/** The first. */
export function getURL(): string {
  return "";
}

/** The second. */
export function getUrl(): string {
  return "";
}

/**
 * Moved onto another.
 *
 * @namespace tools.other
 * @name taken
 */
export function moved(): void {}

/**
 * With a name that is none.
 *
 * @name Get-It
 */
export function named(): void {}
