import type { Json } from "actionary";
import { failureOfReply } from "./failure.js";
import type { Reply } from "./reply.js";
import type { Service } from "./service.js";

/** The JSON of a good reply, null where it has no body. Throws a `Failure` for any other reply. */
export function checkReply(service: Service, reply: Reply): Json {
  const fault = service.readFault(reply);
  if (fault || reply.status >= 300) throw failureOfReply(service, reply, fault);
  if (reply.text === "") return null;
  if (reply.json === undefined) {
    throw failureOfReply(service, reply, { kind: "upstream", message: "the reply is not JSON" });
  }
  return reply.json;
}
