import { action, type Json } from "actionary";
import { checkReply } from "./check-reply.js";
import { delayBeforeRetry } from "./delay-before-retry.js";
import type { HttpRequest } from "./request.js";
import { send } from "./send.js";
import type { Service } from "./service.js";
import { wait } from "./wait.js";

/**
 * Sends a request and gives the reply's JSON (null where it has no body); tries again where that is safe and may help.
 * `Result` is the caller's word for the reply: what holds it to that is the action's output schema.
 *
 * Throws a `Failure` when the service cannot be reached or complains, with details
 * `{system, status, code, requestId, body}`, and the signal's reason when the call is over.
 */
export async function call<Result>(service: Service, request: HttpRequest): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await exchange(service, request)) as Result;
    } catch (error) {
      const seconds = delayBeforeRetry(error, request.method, attempt);
      if (seconds === undefined) throw error;
      action.log.debug(`Trying ${service.title} again in ${seconds.toFixed(1)} s.`, { attempt, error: String(error) });
      await wait(seconds, action.signal);
    }
  }
}

async function exchange(service: Service, request: HttpRequest): Promise<Json> {
  const reply = await send(service, request);
  return checkReply(service, reply);
}
