import jwt from "jsonwebtoken";

/**
 * Sign and verify a token.
 *
 * @title jsonwebtoken
 */
export async function useJsonwebtoken(): Promise<string> {
  const token = jwt.sign({ sub: "me" }, "secret", { noTimestamp: true });
  return JSON.stringify(jwt.verify(token, "secret"));
}
