import { createMessage, decrypt, encrypt, readMessage } from "openpgp";

/**
 * Encrypt and decrypt a message.
 *
 * @title openpgp
 */
export async function useOpenpgp(): Promise<string> {
  const armored = await encrypt({ message: await createMessage({ text: "Hello" }), passwords: ["password"] });
  const { data } = await decrypt({
    message: await readMessage({ armoredMessage: String(armored) }),
    passwords: ["password"],
  });
  return String(data);
}
