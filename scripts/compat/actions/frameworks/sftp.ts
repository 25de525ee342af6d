import SftpClient from "ssh2-sftp-client";

/**
 * List a folder of another machine.
 *
 * @title ssh2-sftp-client
 */
export async function useSftp(ssh: number): Promise<string> {
  const client = new SftpClient();
  await client.connect({ host: "127.0.0.1", port: ssh, username: "u", password: "p" });
  const files = await client.list("/");
  await client.end();
  return files.map(({ name }) => name).join();
}
