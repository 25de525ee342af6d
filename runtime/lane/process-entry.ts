// The entry of a process lane. It is bundled alone: a lane may read nothing but this file and the build.
import fs from "node:fs";
import { Socket, type SocketConstructorOpts } from "node:net";
import { openLaneBoard } from "../channel/file-board.js";
import { LineReader } from "../channel/line-reader.js";
import { type LaneSetup, laneFiles } from "../channel/protocol.js";
import { serveLane } from "./serve-lane.js";

// Taken before any action runs. What `process.exit` would call first is the actions' own.
const { writeSync } = fs;
const end = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process, 1);

/** How much is read at a time, and what a text may take to be sent without memory of its own. */
const bufferBytes = 256 * 1024;
const outgoing = Buffer.allocUnsafe(bufferBytes);

let receive: ((texts: readonly string[]) => void) | undefined;
const lines = new LineReader();

// What a terminal or a supervisor sends to all of a group is for the host to answer, which may let calls end first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
// Without this Node opens the inspector when anybody sends the signal.
process.on("SIGUSR1", () => {});

const host = new Socket({
  fd: laneFiles.fromHost,
  readable: true,
  writable: false,
  // One buffer for all that comes: a new one for each reading would be most of what the lane's memory has to be cleared of.
  onread: { buffer: Buffer.allocUnsafe(bufferBytes), callback: receiveBytes },
} as SocketConstructorOpts);
host.on("error", end);
host.on("close", end); // the host is gone, or has no use for this lane

function receiveBytes(count: number, bytes: Uint8Array): boolean {
  const texts = [...lines.push(Buffer.from(bytes.buffer, bytes.byteOffset, count))];
  if (!receive) {
    const setup = texts.shift();
    if (setup === undefined) return true;
    receive = serveLane(JSON.parse(setup) as LaneSetup, { board: openLaneBoard(laneFiles.board), post });
  }
  if (texts.length > 0) receive(texts);
  return true;
}

/** At once, so that what was told before a sudden end is told; a host that does not read makes the lane wait. */
function post(text: string): void {
  const line = `${text}\n`;
  const isShort = line.length <= bufferBytes / 3; // no character of UTF-16 takes more bytes in UTF-8
  const bytes = isShort ? outgoing : Buffer.from(line);
  const length = isShort ? outgoing.write(line) : bytes.length;
  try {
    for (let sent = 0; sent < length; ) sent += writeSync(laneFiles.toHost, bytes, sent, length - sent);
  } catch {
    end();
  }
}
