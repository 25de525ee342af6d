export function region(): string {
  return process.env.NOWHERE_REGION ?? "eu";
}
