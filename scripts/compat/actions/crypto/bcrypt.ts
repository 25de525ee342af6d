import bcrypt from "bcrypt";

/**
 * Hash and compare a password.
 *
 * A native add-on; `bcryptjs` needs no permission.
 *
 * @title bcrypt
 * @permission native
 */
export async function useBcrypt(): Promise<boolean> {
  return bcrypt.compare("password", await bcrypt.hash("password", 4));
}
