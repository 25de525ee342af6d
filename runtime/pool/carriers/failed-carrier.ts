import { newBoardMemory, openHostBoard } from "../../channel/shared-board.js";
import type { Carrier } from "./carrier.js";

/** In the place of a carrier that could not be started, for want of files, memory or processes: ends in the next turn. */
export function stillborn(error: unknown): Carrier {
  const message = `it could not be started: ${error instanceof Error ? error.message : String(error)}`;
  return {
    board: openHostBoard(newBoardMemory()),
    listen: ({ onExit }) => void setImmediate(onExit, message),
    post: () => {},
    end: () => {},
  };
}
