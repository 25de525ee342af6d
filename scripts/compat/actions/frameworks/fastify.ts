import Fastify from "fastify";

/**
 * Answer a request without a port.
 *
 * To listen on a port needs `@permission net:listen`.
 *
 * @title fastify
 */
export async function useFastify(): Promise<string> {
  const app = Fastify();
  app.get(
    "/items/:id",
    { schema: { response: { 200: { type: "object", properties: { id: { type: "string" } } } } } },
    async (request) => request.params,
  );
  const { body } = await app.inject("/items/7");
  await app.close();
  return body;
}
