import { CookieJar } from "tough-cookie";

/**
 * Keep cookies of a site.
 *
 * @title tough-cookie
 */
export async function useToughCookie(http: string): Promise<string> {
  const jar = new CookieJar();
  await jar.setCookie("a=1; Path=/; HttpOnly", http);
  return jar.getCookieString(`${http}/x`);
}
