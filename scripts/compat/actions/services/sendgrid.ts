import { Client } from "@sendgrid/client";
import sendgrid from "@sendgrid/mail";

/**
 * Send a mail.
 *
 * @title @sendgrid/mail
 */
export async function useSendgrid(http: string): Promise<number> {
  const client = new Client();
  client.setApiKey("SG.key");
  client.setDefaultRequest("baseUrl", `${http}/sendgrid/`);
  sendgrid.setClient(client);
  const [{ statusCode }] = await sendgrid.send({ from: "a@b.test", to: "c@d.test", subject: "Hi", text: "Hello" });
  return statusCode;
}
