import { BlobServiceClient } from "@azure/storage-blob";

/**
 * List containers.
 *
 * @title @azure/storage-blob
 */
export async function useAzureBlob(http: string): Promise<string[]> {
  const client = BlobServiceClient.fromConnectionString(
    `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;BlobEndpoint=${http}/azure/account;`,
  );
  const names: string[] = [];
  for await (const { name } of client.listContainers()) names.push(name);
  return names;
}
