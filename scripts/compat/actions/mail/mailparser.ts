import { simpleParser } from "mailparser";

/**
 * Parse a mail.
 *
 * @title mailparser
 */
export async function useMailparser(): Promise<string> {
  const mail = await simpleParser(
    "From: A <a@b.test>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: text/html\r\n\r\n<b>Hello</b>",
  );
  return `${mail.from?.text} ${mail.subject} ${mail.text}`;
}
