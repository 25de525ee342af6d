import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";

/**
 * List tables.
 *
 * @title @aws-sdk/client-dynamodb
 */
export async function useDynamoDb(http: string): Promise<string[]> {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new DynamoDBClient({ region: "eu-west-1", endpoint: `${http}/dynamodb`, credentials, maxAttempts: 1 });
  const { TableNames } = await client.send(new ListTablesCommand({}));
  return TableNames ?? [];
}
