import { endpoint } from "actionary";
import { ping } from "../_shared/ping.js";

export const deploys = endpoint("deploys", "https://deploys.example.com/api");

/**
 * List the deploys, if the service is up.
 */
export async function list(): Promise<string> {
  if (!(await ping())) return "";
  return (await fetch(`${deploys.base}/list`)).text();
}

/**
 * Tell whether the service is up.
 */
export async function isUp(): Promise<boolean> {
  return ping();
}
