import type { OneOfSecrets, Secret } from "actionary";

type Member = Secret<"gateway_new" | "gateway_old", "GATEWAY_TOKEN", never>;

export function gatewayHeaders(gateway: OneOfSecrets<Member>): Record<string, string> {
  return { authorization: gateway.first().get("GATEWAY_TOKEN") };
}
