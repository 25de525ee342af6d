// The entry of a process lane. It is bundled alone: a lane may read nothing but this file and the build.
import fs from "node:fs";
import { Socket } from "node:net";
import { serveLane } from "../lane/serve-lane.js";
import { openLaneBoard } from "./file-board.js";
import { LineReader } from "./line-reader.js";
import { type LaneSetup, laneFiles } from "./protocol.js";

// Taken before any action runs. What `process.exit` would call first is the actions' own.
const { writeSync } = fs;
const end = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process, 1);

let receive: ((text: string) => void) | undefined;
const lines = new LineReader((text) => {
  if (receive) receive(text);
  else receive = serveLane(JSON.parse(text) as LaneSetup, { board: openLaneBoard(laneFiles.board), post });
});

// Without this Node opens the inspector when anybody sends the signal.
process.on("SIGUSR1", () => {});

const host = new Socket({ fd: laneFiles.fromHost, readable: true, writable: false });
host.on("data", (chunk: Buffer) => lines.push(chunk));
host.on("error", end);
host.on("close", end); // the host is gone, or has no use for this lane

/** At once, so that what was told before a sudden end is told; a host that does not read makes the lane wait. */
function post(text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  try {
    for (let sent = 0; sent < bytes.length; ) sent += writeSync(laneFiles.toHost, bytes, sent);
  } catch {
    end();
  }
}
