import superagent from "superagent";

/**
 * Post JSON with a nested query.
 *
 * @title superagent
 */
export async function useSuperagent(http: string): Promise<string> {
  const { body } = await superagent
    .post(`${http}/items`)
    .query({ filter: { a: "1" } })
    .send({ b: 2 })
    .set("x-app", "a");
  return body.path + body.body;
}
