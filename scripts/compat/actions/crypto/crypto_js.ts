import CryptoJS from "crypto-js";

/**
 * Hash and encrypt a text.
 *
 * @title crypto-js
 */
export async function useCryptoJs(): Promise<string> {
  const secret = CryptoJS.AES.encrypt("Hello", "key").toString();
  return `${CryptoJS.SHA256("a").toString()} ${CryptoJS.AES.decrypt(secret, "key").toString(CryptoJS.enc.Utf8)}`;
}
