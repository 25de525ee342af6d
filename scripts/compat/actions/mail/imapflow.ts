import { ImapFlow } from "imapflow";

/**
 * Read the subject of a message.
 *
 * @title imapflow
 */
export async function useImapflow(imap: number): Promise<string> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: imap,
    secure: false,
    auth: { user: "u", pass: "p" },
    logger: false,
  });
  await client.connect();
  const lock = await client.getMailboxLock("INBOX");
  const message = await client.fetchOne("1", { envelope: true });
  lock.release();
  await client.logout();
  return message ? String(message.envelope?.subject) : "none";
}
