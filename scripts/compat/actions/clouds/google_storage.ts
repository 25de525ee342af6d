import { Storage } from "@google-cloud/storage";

/**
 * List files of a bucket.
 *
 * @title @google-cloud/storage
 */
export async function useGoogleStorage(http: string): Promise<string[]> {
  const storage = new Storage({ apiEndpoint: `${http}/gcs`, projectId: "project", useAuthWithCustomEndpoint: false });
  const [files] = await storage.bucket("bucket").getFiles();
  return files.map(({ name }) => name);
}
