import { generate, generateSecret, verify } from "otplib";

/**
 * Make and verify a one-time password.
 *
 * @title otplib
 */
export async function useOtplib(): Promise<boolean> {
  const secret = generateSecret();
  const token = await generate({ secret });
  return (await verify({ secret, token })).valid;
}
