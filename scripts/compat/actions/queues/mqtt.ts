import { connectAsync } from "mqtt";

/**
 * Subscribe and publish.
 *
 * @title mqtt
 */
export async function useMqtt(mqtt: number): Promise<string> {
  const client = await connectAsync(`mqtt://127.0.0.1:${mqtt}`, { reconnectPeriod: 0 });
  const topic = `orders/${Math.random()}`;
  await client.subscribeAsync(topic);
  const received = new Promise<string>((resolve) =>
    client.on("message", (_topic, payload) => resolve(payload.toString())),
  );
  await client.publishAsync(topic, "order 1");
  const text = await received;
  await client.endAsync(true);
  return text;
}
