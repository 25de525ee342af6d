import { Hono } from "hono";

/**
 * Answer a request without a port.
 *
 * @title hono
 */
export async function useHono(): Promise<string> {
  const app = new Hono().get("/items/:id", (context) => context.json({ id: context.req.param("id") }));
  return (await app.request("/items/7")).text();
}
