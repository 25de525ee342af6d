import bcrypt from "bcryptjs";

/**
 * Hash and compare a password.
 *
 * @title bcryptjs
 */
export async function useBcryptjs(): Promise<boolean> {
  return bcrypt.compare("password", await bcrypt.hash("password", 4));
}
