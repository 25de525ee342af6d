import nacl from "tweetnacl";

/**
 * Sign and verify.
 *
 * @title tweetnacl
 */
export async function useTweetnacl(): Promise<boolean> {
  const { publicKey, secretKey } = nacl.sign.keyPair();
  const message = Buffer.from("Hello");
  return nacl.sign.detached.verify(message, nacl.sign.detached(message, secretKey), publicKey);
}
