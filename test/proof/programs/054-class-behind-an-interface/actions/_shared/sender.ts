export interface Sender {
  send(text: string): Promise<boolean>;
}

export async function sendTwice(sender: Sender, text: string): Promise<boolean> {
  return (await sender.send(text)) && (await sender.send(text));
}
