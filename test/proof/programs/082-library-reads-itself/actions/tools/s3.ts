import { request } from "node:https";
import { secret } from "actionary";

export const s3 = secret({ name: "s3", keys: ["S3_ID", "S3_KEY"], optionalKeys: ["S3_SESSION"] });

/**
 * Count the buckets: what signs the request reads the environment.
 *
 * @secret s3
 * @reads S3_ID
 * @reads S3_SESSION
 */
export async function countBuckets(): Promise<number> {
  return request.length;
}
