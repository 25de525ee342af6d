// The entry of a process lane. It is bundled alone, because a lane may read nothing but its own file and the build.

import fs from "node:fs";
import { Socket, type SocketConstructorOpts } from "node:net";
import { LaneFileBoard } from "../channel/lane-file-board.js";
import { LineReader } from "../channel/line-reader.js";
import { type LaneSetup, laneFiles } from "../channel/protocol.js";
import { maxLineBytes, processBufferBytes } from "../contract/limits.js";
import { detach } from "./detach.js";
import { serveLane } from "./serve-lane.js";

// Taken before any action runs. `process.exit` would first run listeners that actions have added.
const { writeSync } = fs;
const end = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process, 1);

const outgoing = Buffer.allocUnsafe(processBufferBytes);

let receive: ((texts: readonly string[]) => void) | undefined;
const lines = new LineReader(maxLineBytes);

// Terminals and supervisors send these to the whole group. The host answers them, and may let calls end first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
// Without a listener, this signal opens Node's inspector.
process.on("SIGUSR1", () => {});

const host = new Socket({
  fd: laneFiles.fromHost,
  readable: true,
  writable: false,
  // One buffer for all readings: a new one for each would be most of the garbage of the lane.
  onread: { buffer: Buffer.allocUnsafe(processBufferBytes), callback: receiveBytes },
} as SocketConstructorOpts);
host.on("error", end);
host.on("close", end); // the host is gone, or has ended this lane
detach(host);

function receiveBytes(count: number, bytes: Uint8Array): boolean {
  const texts = [...lines.push(Buffer.from(bytes.buffer, bytes.byteOffset, count))];
  if (!receive) {
    const setup = texts.shift();
    if (setup === undefined) return true;
    receive = serveLane(JSON.parse(setup) as LaneSetup, { board: new LaneFileBoard(laneFiles.board), post });
  }
  if (texts.length > 0) receive(texts);
  return true;
}

/** Writes at once, so that messages from before a sudden end arrive. Blocks while the host does not read. */
function post(text: string): void {
  const line = `${text}\n`;
  const isShort = line.length <= processBufferBytes / 3; // no character of UTF-16 takes more bytes in UTF-8
  const bytes = isShort ? outgoing : Buffer.from(line);
  const length = isShort ? outgoing.write(line) : bytes.length;
  try {
    for (let sent = 0; sent < length; ) sent += writeSync(laneFiles.toHost, bytes, sent, length - sent);
  } catch {
    end();
  }
}
