export function ignored(x: Missing): void;
