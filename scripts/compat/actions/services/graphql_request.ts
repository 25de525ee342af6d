import { GraphQLClient, gql } from "graphql-request";

/**
 * Ask with variables.
 *
 * @title graphql-request
 */
export async function useGraphqlRequest(http: string): Promise<string> {
  const client = new GraphQLClient(`${http}/graphql`);
  const { hello } = await client.request<{ hello: string }>(gql`query ($a: Int) { hello(a: $a) }`, { a: 1 });
  return hello;
}
