import twilio from "twilio";

/**
 * Send a message.
 *
 * @title twilio
 */
export async function useTwilio(http: string): Promise<string> {
  const client = twilio("AC1", "token");
  client.api.baseUrl = `${http}/twilio`;
  const message = await client.messages.create({
    from: "+1",
    to: "+2",
    body: "Hello",
    mediaUrl: ["http://a.test/1.png"],
  });
  return `${message.sid} ${message.body}`;
}
