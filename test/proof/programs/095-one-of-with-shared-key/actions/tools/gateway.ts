import { oneOf, secret } from "actionary";
import { gatewayHeaders } from "../_shared/gateway-headers.js";

export const gatewayNew = secret({ name: "gateway_new", keys: ["GATEWAY_TOKEN"] });
export const gatewayOld = secret({ name: "gateway_old", keys: ["GATEWAY_TOKEN"] });
export const gateway = oneOf(gatewayNew, gatewayOld);

/**
 * Tell whether the gateway is up.
 */
export async function isUp(): Promise<boolean> {
  return (await fetch("https://gateway.example.com/up", { headers: gatewayHeaders(gateway) })).ok;
}
