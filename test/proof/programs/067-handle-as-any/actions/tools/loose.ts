import { secret } from "actionary";

export const loose = secret({ name: "loose", keys: ["LOOSE_TOKEN"] });

/**
 * Call a member of the handle.
 *
 * @param member - Name of the member.
 */
export function callMember(member: string): string {
  const value: any = loose;
  return String(value[member]("LOOSE_TOKEN"));
}
