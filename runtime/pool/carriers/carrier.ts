import type { HostBoard } from "../../channel/board.js";

/** Hears what a carrier brings, and of its end. */
export interface CarrierListener {
  /** One text that the lane posted. */
  readonly onText: (text: string) => void;
  /** It has ended, by itself or by force; nothing comes after this. `isInterrupted`: by what was meant for the host. */
  readonly onExit: (message: string, isInterrupted?: boolean) => void;
  /** It has held most of its memory for a while. */
  readonly onGrown: () => void;
}

/** What carries a lane: a thread, or a process of its own. Texts pass both ways in order. It never holds the host. */
export interface Carrier {
  readonly board: HostBoard;
  /** Called once, in the tick in which the carrier was started. */
  listen(listener: CarrierListener): void;
  post(text: string): void;
  /** Ends it, whatever it does. */
  end(): void;
}

/** Starts the lanes of one domain and keeps them. */
export interface CarrierSource {
  start(): Carrier;
  /** Ends all; resolves when they have ended. */
  destroy(): Promise<void>;
}
