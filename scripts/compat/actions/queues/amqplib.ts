import { connect } from "amqplib";

/**
 * Send a message to a queue and get it.
 *
 * @title amqplib
 */
export async function useAmqp(amqp: number): Promise<string> {
  const connection = await connect(`amqp://guest:guest@127.0.0.1:${amqp}`);
  const channel = await connection.createChannel();
  await channel.assertQueue("orders");
  channel.sendToQueue("orders", Buffer.from("order 1"));
  const message = await channel.get("orders", { noAck: true });
  await connection.close();
  return message ? message.content.toString() : "none";
}
