export { env as nodeEnvironment } from "node:process";

export const env = process.env;

export default process.env;

export function need(key: string): string {
  const value = process.env[key];
  if (!value) throw new Error(`${key} is not set`);
  return value;
}

/** Reads by another helper. */
export const needAll = (first: string, second = "OKTA_DOMAIN") => [need(first), need(second)];

export const settings = {
  get token() {
    return process.env.OKTA_TOKEN;
  },
};
