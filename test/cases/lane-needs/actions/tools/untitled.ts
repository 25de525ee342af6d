export function noComment(): void {}
