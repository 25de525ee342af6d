/** A helper, which is no action. */
export function help(): void {}
