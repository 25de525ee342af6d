import host, { env as imported } from "node:process";
import standard, * as shared from "./_environment.js";
import { need, needAll, nodeEnvironment, settings } from "./_environment.js";

const environment = process.env;
const name = "OKTA_TOKEN" as const;
const later = once(() => process.env.OKTA_TOKEN);

function once<T>(read: () => T): () => T {
  return read;
}

class Client {
  token = process.env.OKTA_TOKEN;
}

/** Read by name. */
export async function byName(): Promise<unknown> {
  return [process.env.OKTA_TOKEN, process.env["OKTA_DOMAIN"], process.env[name], process?.env?.OKTA_TOKEN!];
}

/** Take apart. */
export async function takenApart(): Promise<unknown> {
  const { OKTA_TOKEN, OKTA_DOMAIN: domain = "none" } = process.env;
  const {
    env: { OKTA_TOKEN: again },
  } = process;
  return [OKTA_TOKEN, domain, again];
}

/** Read by other names of the same object. */
export async function byAlias(): Promise<unknown> {
  const { env } = process;
  const fallback = process.env ?? {};
  return [environment.OKTA_TOKEN, env.OKTA_DOMAIN, fallback.OKTA_TOKEN, globalThis.process.env.OKTA_TOKEN];
}

/** Read by what is imported. */
export async function imports(): Promise<unknown> {
  return [imported.OKTA_TOKEN, host.env.OKTA_DOMAIN, shared.env.OKTA_TOKEN, standard.OKTA_TOKEN, nodeEnvironment.OKTA_TOKEN];
}

/** Read by helpers. */
export async function byHelper(): Promise<unknown> {
  return [need("OKTA_TOKEN"), needAll("OKTA_TOKEN"), shared.need("OKTA_DOMAIN")];
}

/** Read by code that is run later. */
export async function runLater(): Promise<unknown> {
  return [later(), settings.token, new Client().token];
}

/** Read each key of a list. */
export async function lists(): Promise<unknown> {
  for (const key of ["OKTA_TOKEN", "OKTA_DOMAIN"]) if (!process.env[key]) throw new Error(key);
  return ["OKTA_TOKEN", "OKTA_DOMAIN"].map((key) => process.env[key]);
}

/**
 * Read either key.
 *
 * @param domain - Whether to read the domain.
 */
export async function either(domain = false): Promise<unknown> {
  return process.env[domain ? "OKTA_DOMAIN" : "OKTA_TOKEN"];
}

/** Ask whether there is a key. */
export async function asked(): Promise<boolean> {
  return typeof process !== "undefined" && process.env && "OKTA_TOKEN" in process.env;
}

/** Read what the runtime provides. */
export async function provided(): Promise<unknown> {
  return [process.env.NODE_ENV, process.env.TZ, need("LANG")];
}
