import { Kafka, logLevel } from "kafkajs";

/**
 * List topics.
 *
 * @title kafkajs
 */
export async function useKafka(kafka: number): Promise<string[]> {
  const client = new Kafka({
    clientId: "c",
    brokers: [`127.0.0.1:${kafka}`],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });
  const admin = client.admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics;
}
