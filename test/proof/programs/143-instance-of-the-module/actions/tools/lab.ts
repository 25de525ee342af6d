import { client } from "../_shared/lab.js";

/**
 * List the samples.
 */
export async function samples(): Promise<string> {
  return client.samples();
}

/**
 * Discard the samples.
 */
export async function discard(): Promise<string> {
  const shared = client;
  return shared.discard();
}
