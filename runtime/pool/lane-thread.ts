// The entry of a thread lane. It is bundled alone: a lane may read nothing but this file and the build.
import { parentPort, workerData } from "node:worker_threads";
import { openBuild } from "../build/verify.js";
import { callStorage, installContext } from "../call-storage.js";
import { envView } from "../lane/env-view.js";
import { harden } from "../lane/harden.js";
import { LaneCalls } from "../lane/lane-calls.js";
import { captureOutput } from "../lane/output.js";
import { openBoard } from "./board.js";
import { Outbox } from "./outbox.js";
import type { FromLane, LaneSetup, ToLane } from "./protocol.js";

if (!parentPort) throw new Error("This file runs in a worker thread, started by the runtime.");
const port = parentPort;
const setup = workerData as LaneSetup;
const board = openBoard(setup.board);
const outbox = new Outbox<FromLane>(port.postMessage.bind(port));
const calls = new LaneCalls({ board, outbox, build: openBuild(setup.build), surroundings: setup });

installContext({ fixed: true });
harden(envView(() => callStorage.getStore()));
captureOutput({
  line: (level, message) => calls.log({ level, message, at: Date.now(), fields: {} }),
  text: (level, chunk) => calls.write(level, chunk),
});
process.on("uncaughtException", (error) => calls.reportLate("late-throw", error));
process.on("unhandledRejection", (reason) => calls.reportLate("late-rejection", reason));
process.on("exit", () => outbox.flush()); // what had ended by then has ended

port.on("message", (text: string) => {
  outbox.during(() => {
    for (const message of JSON.parse(text) as readonly ToLane[]) receive(message);
    calls.work();
  });
});
outbox.send(["ready"]);

function receive(message: ToLane): void {
  switch (message[0]) {
    case "plan":
      calls.addPlan(message[1]);
      break;
    case "call": {
      // By index: taking an array apart costs more than the rest of this.
      calls.add({
        slot: message[1],
        key: message[2],
        args: message[3],
        secrets: message[4] ?? undefined,
        tellsStart: message[5] === true,
      });
      break;
    }
    case "abort": {
      const [, slot, sequence, reason] = message;
      board.setAbortSeen(sequence);
      calls.abort(slot, reason);
      break;
    }
    default:
      message satisfies never;
  }
}
