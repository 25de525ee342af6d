import iconv from "iconv-lite";

/**
 * Decode and encode text.
 *
 * @title iconv-lite
 */
export async function useIconvLite(): Promise<string> {
  return iconv.decode(iconv.encode("Grüße", "windows-1252"), "windows-1252");
}
