import argon2 from "argon2";

/**
 * Hash and verify a password.
 *
 * A native add-on; on Node 20.19 it ends plain Node, too.
 *
 * @title argon2
 * @permission native
 */
export async function useArgon2(): Promise<boolean> {
  return argon2.verify(await argon2.hash("password", { memoryCost: 1024, timeCost: 2 }), "password");
}
