import { env } from "node:process";

export function user(): string {
  return process.env["RIPE_USER"] ?? "";
}

export const password = (): string => env.RIPE_PASSWORD ?? "";
