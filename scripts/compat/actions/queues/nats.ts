import { connect, StringCodec } from "nats";

/**
 * Subscribe and publish.
 *
 * @title nats
 */
export async function useNats(nats: number): Promise<string> {
  const connection = await connect({ servers: `127.0.0.1:${nats}`, reconnect: false });
  const codec = StringCodec();
  const subscription = connection.subscribe("orders", { max: 1 });
  connection.publish("orders", codec.encode("order 1"));
  for await (const message of subscription) {
    const text = codec.decode(message.data);
    await connection.close();
    return text;
  }
  return "none";
}
