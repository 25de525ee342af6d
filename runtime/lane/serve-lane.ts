import type { LaneBoard } from "../channel/board.js";
import { Outbox } from "../channel/outbox.js";
import type { FromLane, LaneSetup, ToLane } from "../channel/protocol.js";
import type { LogLevel } from "../contract/context.js";
import { callStorage, installContext } from "../invoke/call-storage.js";
import { captureOutput } from "../invoke/capture-output.js";
import { envView } from "../invoke/env-view.js";
import { guardIntrinsics } from "../invoke/intrinsics-guard.js";
import { openBuild } from "../loader/verify.js";
import { Redactor } from "../secrets/redact.js";
import { BurnWatch } from "./burn-watch.js";
import { captureWarnings } from "./capture-warnings.js";
import { GrowthWatch } from "./growth-watch.js";
import { harden } from "./harden.js";
import { LaneCalls } from "./lane-calls.js";
import { LaneOutput } from "./lane-output.js";
import { Reach } from "./reach.js";

// Taken before any action runs, so that none can replace it.
const exit = process.exit.bind(process);

/** Connection of a lane to its host, the same for threads and processes. */
export interface LaneChannel {
  readonly board: LaneBoard;
  /** Sends one text. */
  readonly post: (text: string) => void;
}

/** Makes this thread or process a lane: hardens it, then reports that it is ready. Returns the receiver of the host's texts. */
export function serveLane(setup: LaneSetup, { board, post }: LaneChannel): (texts: readonly string[]) => void {
  const outbox = new Outbox<FromLane>(post);
  const growth = new GrowthWatch(setup.memoryMb, () => outbox.send(["grown"]));
  const burn = new BurnWatch({ onSample: () => growth.sample(), onBurning: () => outbox.send(["burning"]) });
  const redactor = new Redactor();
  const reach = setup.network === "declared" ? new Reach() : undefined;
  const calls = new LaneCalls({
    board,
    outbox,
    growth,
    burn,
    redactor,
    reach,
    build: openBuild(setup.build),
    environment: setup,
  });
  const output = new LaneOutput(calls);

  installContext({ fixed: true });
  const onLine = (level: LogLevel, message: string): void => output.log({ level, message, at: Date.now(), fields: {} });
  captureWarnings(onLine);
  captureOutput({ line: onLine, text: (level, chunk) => output.write(level, chunk) }, () => callStorage.getStore());
  harden(
    envView(process.env, () => callStorage.getStore()),
    setup.permissions,
    reach && { reach, action: () => callStorage.getStore()?.action },
  );
  process.on("uncaughtException", (error) => output.reportLate("late-throw", error));
  process.on("unhandledRejection", (reason) => output.reportLate("late-rejection", reason));
  process.on("exit", () => outbox.flush()); // results of calls that have ended still count
  guardIntrinsics(() => exit(1));
  outbox.send(["ready"]);

  const receive = (message: ToLane): void => {
    switch (message[0]) {
      case "plan":
        calls.addPlan(message[1]);
        break;
      case "call":
        calls.add(message);
        break;
      case "abort": {
        const [, slot, sequence, reason] = message;
        board.setAbortSeen(sequence);
        calls.abort(slot, reason);
        break;
      }
      case "ping":
        board.setAbortSeen(message[1]);
        break;
      default:
        message satisfies never;
    }
  };
  return (texts) => {
    outbox.during(() => {
      // All messages are read before any call starts, because a later one may take an earlier call back.
      for (const text of texts) for (const message of JSON.parse(text) as readonly ToLane[]) receive(message);
      calls.work();
    });
  };
}
