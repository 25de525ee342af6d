import { buildSchema, graphql } from "graphql";

/**
 * Run a query on a schema.
 *
 * @title graphql
 */
export async function useGraphql(): Promise<string> {
  const schema = buildSchema("type Query { hello(name: String!): String }");
  const rootValue = { hello: ({ name }: { name: string }) => `hello ${name}` };
  const result = await graphql({ schema, rootValue, source: '{ hello(name: "world") }' });
  return JSON.stringify(result);
}
