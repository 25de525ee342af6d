import { generateKeyPair, jwtVerify, SignJWT } from "jose";

/**
 * Sign and verify a token.
 *
 * @title jose
 */
export async function useJose(): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const token = await new SignJWT({ a: 1 }).setProtectedHeader({ alg: "ES256" }).setSubject("me").sign(privateKey);
  return JSON.stringify((await jwtVerify(token, publicKey)).payload);
}
