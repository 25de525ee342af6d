import { newBoardMemory, openHostBoard } from "../../channel/shared-board.js";
import type { Carrier } from "./carrier.js";

/** Stands for a carrier that could not be started, for lack of files, memory or processes; it ends in the next turn. */
export function failedCarrier(error: unknown): Carrier {
  const message = `it could not be started: ${error instanceof Error ? error.message : String(error)}`;
  return {
    board: openHostBoard(newBoardMemory()),
    listen: ({ onExit }) => void setImmediate(onExit, message),
    post: () => {},
    end: () => {},
  };
}
