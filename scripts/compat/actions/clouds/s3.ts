import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/**
 * Put, get and list objects.
 *
 * @title @aws-sdk/client-s3
 */
export async function useS3(http: string): Promise<string> {
  const client = new S3Client({
    region: "eu-west-1",
    endpoint: `${http}/s3`,
    forcePathStyle: true,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  await client.send(new PutObjectCommand({ Bucket: "bucket", Key: "a.txt", Body: "stored" }));
  const { Body } = await client.send(new GetObjectCommand({ Bucket: "bucket", Key: "a.txt" }));
  const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: "bucket" }));
  return `${(await Body?.transformToString())?.includes("stored")} ${Contents?.[0]?.Key}`;
}
