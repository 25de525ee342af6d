import Koa from "koa";

/**
 * Make an application with middleware.
 *
 * To listen on a port needs `@permission net:listen`.
 *
 * @title koa
 */
export async function useKoa(): Promise<string> {
  const app = new Koa();
  app.use(async (context) => {
    context.body = "hello";
  });
  return `${typeof app.callback()} ${app.middleware.length}`;
}
