import express from "express";

/**
 * Make an application with routes.
 *
 * To listen on a port needs `@permission net:listen`.
 *
 * @title express
 */
export async function useExpress(): Promise<string> {
  const app = express();
  app.use(express.json());
  app.get("/items/:id", (request, response) => {
    response.json({ id: request.params.id });
  });
  return `${typeof app} ${app.router.stack.length} ${app.get("env")}`;
}
