/** A segment that starts with a digit. */
export function check(): void {}
