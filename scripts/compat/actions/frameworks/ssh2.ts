import { Client } from "ssh2";

/**
 * Run a command on another machine.
 *
 * Its native part is optional: it goes on without.
 *
 * @title ssh2
 */
export async function useSsh(ssh: number): Promise<string> {
  const client = new Client();
  return new Promise((resolve, reject) => {
    client.on("error", reject).on("ready", () => {
      client.exec("uptime", (error, stream) => {
        if (error) return reject(error);
        let text = "";
        stream.on("data", (chunk: Buffer) => {
          text += chunk;
        });
        stream.on("close", () => {
          client.end();
          resolve(text);
        });
      });
    });
    client.connect({ host: "127.0.0.1", port: ssh, username: "u", password: "p" });
  });
}
