import { MessagePort } from "node:worker_threads";
import { detach } from "./detach.js";

/** Name by which Node hands a message to a port, before it looks for listeners. */
const dispatch = Symbol.for("nodejs.internal.kHybridDispatch");

/**
 * Has a port of this thread hand its texts to `onText` alone: not by listeners, whose methods are found through prototypes
 * that actions can change. Called before any action is loaded.
 */
export function listenAlone(port: MessagePort, onText: (text: string) => void): void {
  detach(port);
  const receive = (text: unknown, type: string): void => {
    if (type === "message") onText(text as string);
  };
  Object.defineProperty(port, dispatch, { value: receive });
  port.ref();
  port.start();
}

/**
 * Takes the port by which Node itself speaks with the host out of reach: it hangs on the standard streams of the thread, and
 * what it sends is believed by the host's Node. After the start of a thread only Node's report of a fatal error uses it.
 */
export function hideInnerPort(): void {
  for (const stream of [process.stdout, process.stderr, process.stdin]) {
    for (const key of Object.getOwnPropertySymbols(stream)) {
      const found: unknown = Reflect.get(stream, key);
      if (found instanceof MessagePort && Object.getPrototypeOf(found) !== null) {
        detach(found);
        Object.defineProperty(found, dispatch, { value: () => {} });
      }
    }
  }
}
