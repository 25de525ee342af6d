import { formatNumber, login, sid } from "../_shared/twilio.js";

type Login = ReturnType<typeof login>;

/**
 * Write a number without spaces.
 *
 * @param number - A number.
 */
export function compact(number: string): Login {
  return formatNumber(number);
}

/**
 * Name the account.
 */
export function account(): string {
  return sid();
}
