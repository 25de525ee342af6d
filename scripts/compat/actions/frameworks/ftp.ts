import { Client } from "basic-ftp";

/**
 * List a folder of another machine.
 *
 * @title basic-ftp
 */
export async function useFtp(ftp: number): Promise<string> {
  const client = new Client();
  await client.access({ host: "127.0.0.1", port: ftp, user: "u", password: "p" });
  const files = await client.list();
  client.close();
  return files.map(({ name }) => name).join();
}
