import type { LaneBoard } from "../channel/board.js";
import { Outbox } from "../channel/outbox.js";
import type { FromLane, LaneSetup, ToLane } from "../channel/protocol.js";
import { callStorage, installContext } from "../invoke/call-storage.js";
import { captureOutput } from "../invoke/capture-output.js";
import { envView } from "../invoke/env-view.js";
import { openBuild } from "../loader/verify.js";
import { BurnWatch } from "./burn-watch.js";
import { GrowthWatch } from "./growth-watch.js";
import { harden } from "./harden.js";
import { LaneCalls } from "./lane-calls.js";

/** How a lane reaches its host, whatever carries it. */
export interface LaneChannel {
  readonly board: LaneBoard;
  /** Sends one text. */
  readonly post: (text: string) => void;
}

/** Makes this thread or process a lane: closes its walls, then says that it is ready. Returns what takes the host's texts. */
export function serveLane(setup: LaneSetup, { board, post }: LaneChannel): (texts: readonly string[]) => void {
  const outbox = new Outbox<FromLane>(post);
  const growth = new GrowthWatch(setup.memoryMb, () => outbox.send(["grown"]));
  const burn = new BurnWatch({ look: () => growth.look(), onBurning: () => outbox.send(["burning"]) });
  const calls = new LaneCalls({ board, outbox, growth, burn, build: openBuild(setup.build), surroundings: setup });

  installContext({ fixed: true });
  harden(envView(() => callStorage.getStore()));
  captureOutput({
    line: (level, message) => calls.log({ level, message, at: Date.now(), fields: {} }),
    text: (level, chunk) => calls.write(level, chunk),
  });
  process.on("uncaughtException", (error) => calls.reportLate("late-throw", error));
  process.on("unhandledRejection", (reason) => calls.reportLate("late-rejection", reason));
  process.on("exit", () => outbox.flush()); // what had ended by then has ended
  outbox.send(["ready"]);

  const receive = (message: ToLane): void => {
    switch (message[0]) {
      case "plan":
        calls.addPlan(message[1]);
        break;
      case "call":
        // By index: taking an array apart costs more than the rest of this.
        calls.add({
          slot: message[1],
          key: message[2],
          args: message[3],
          secrets: message[4] ?? undefined,
          serial: message[5],
        });
        break;
      case "abort": {
        const [, slot, sequence, reason] = message;
        board.setAbortSeen(sequence);
        calls.abort(slot, reason);
        break;
      }
      case "ask":
        board.setAbortSeen(message[1]);
        break;
      default:
        message satisfies never;
    }
  };
  return (texts) => {
    outbox.during(() => {
      // All that came, before anything is begun: a call may have been taken back since.
      for (const text of texts) for (const message of JSON.parse(text) as readonly ToLane[]) receive(message);
      calls.work();
    });
  };
}
