import { secret } from "actionary";

export const aws = secret({ name: "aws", keys: ["AWS_ID", "AWS_KEY", "AWS_SESSION"] });

/**
 * Tell whether there are credentials.
 *
 * @secret aws
 */
export function isConfigured(): boolean {
  const { AWS_ID, AWS_KEY: key = "" } = process.env;
  return AWS_ID !== undefined && key !== "";
}
