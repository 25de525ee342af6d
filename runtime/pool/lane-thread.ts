// The entry of a thread lane. It is bundled alone: a lane may read nothing but this file and the build.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { serveLane } from "../lane/serve-lane.js";
import type { ThreadSetup } from "./protocol.js";
import { openLaneBoard } from "./shared-board.js";

if (!parentPort) throw new Error("This file runs in a worker thread, started by the runtime.");
const port = parentPort;
const setup = workerData as ThreadSetup;

const receive = serveLane(setup, { board: openLaneBoard(setup.board), post: port.postMessage.bind(port) });
port.on("message", (text: string) => receive([text, ...restOfInbox()]));

/** What else has come by now: taken together it is answered together, and a text costs as much as many calls in it. */
function restOfInbox(): readonly string[] {
  const texts: string[] = [];
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) texts.push(next.message);
  return texts;
}
