import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/**
 * Ask who is calling.
 *
 * @title @aws-sdk/client-sts
 */
export async function useSts(http: string): Promise<string | null> {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new STSClient({ region: "eu-west-1", endpoint: `${http}/sts`, credentials });
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  return Arn ?? null;
}
