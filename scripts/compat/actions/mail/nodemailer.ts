import nodemailer from "nodemailer";

/**
 * Send a mail with an attachment.
 *
 * @title nodemailer
 */
export async function useNodemailer(smtp: number): Promise<string> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: smtp, ignoreTLS: true });
  const attachments = [{ filename: "a.txt", content: "hello" }];
  const { accepted } = await transport.sendMail({
    from: "a@b.test",
    to: "c@d.test",
    subject: "Hi",
    text: "Hello",
    attachments,
  });
  transport.close();
  return accepted.map(String).join();
}
