/** Taken. */
export function taken(): void {}

export default function (): void {}
