// The entry of a thread lane. It is bundled alone: a lane may read nothing but this file and the build.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { ThreadSetup } from "../channel/protocol.js";
import { openLaneBoard } from "../channel/shared-board.js";
import { serveLane } from "./serve-lane.js";

if (!parentPort) throw new Error("This file runs in a worker thread, started by the runtime.");
const port = parentPort;
const { board, ...setup } = workerData as ThreadSetup;
// Whoever has it could have the host believe that a call that ran has not.
Reflect.deleteProperty(workerData, "board");

const receive = serveLane(setup, { board: openLaneBoard(board), post: port.postMessage.bind(port) });
port.on("message", (text: string) => receive(withNext(text)));

/** So much text is a batch of its own, in UTF-16 units: more would only have the host wait for its answers. */
const fullBatch = 4096;

/** What else has come by now: what is taken together is answered together, and a text costs as much as several calls. */
function withNext(first: string): readonly string[] {
  const texts = [first];
  let { length } = first;
  while (length < fullBatch) {
    const next = receiveMessageOnPort(port) as { readonly message: string } | undefined;
    if (!next) break;
    texts.push(next.message);
    length += next.message.length;
  }
  return texts;
}
