// The entry of a thread lane. It is bundled alone, because a lane may read nothing but its own file and the build.

import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { ThreadSetup } from "../channel/protocol.js";
import { openLaneBoard } from "../channel/shared-board.js";
import { fullBatchChars } from "../contract/limits.js";
import { hideInnerPort, listenAlone } from "./lane-port.js";
import { serveLane } from "./serve-lane.js";

if (!parentPort) throw new Error("This file runs in a worker thread, started by the runtime.");
const port = parentPort;
const { board, ...setup } = workerData as ThreadSetup;
// An action that had it could make the host believe that a call which ran has not started.
Reflect.deleteProperty(workerData, "board");
hideInnerPort();

const receive = serveLane(setup, { board: openLaneBoard(board), post: port.postMessage.bind(port) });
listenAlone(port, (text) => receive(withWaiting(text)));

/** Returns this text and those that wait behind it: they are answered together, and a text costs as much as several calls. */
function withWaiting(first: string): readonly string[] {
  const texts = [first];
  let { length } = first;
  while (length < fullBatchChars) {
    const next = receiveMessageOnPort(port) as { readonly message: string } | undefined;
    if (!next) break;
    texts.push(next.message);
    length += next.message.length;
  }
  return texts;
}
