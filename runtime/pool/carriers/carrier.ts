import type { HostBoard } from "../../channel/board.js";
import type { LaneKind } from "../../contract/lane-kind.js";

/** Facts of a domain that decide how its lanes are started. */
export interface LaneTraits {
  readonly isolation: LaneKind;
  /** Permissions of its lanes, besides computing and calling services. */
  readonly permissions: readonly string[];
}

/** Receives the texts of a carrier and the news of its end. */
export interface CarrierListener {
  /** One text that the lane posted. */
  readonly onText: (text: string) => void;
  /** It has ended; nothing comes after this. `isInterrupted`: by a signal that was meant for the host. */
  readonly onExit: (message: string, isInterrupted?: boolean) => void;
  /** It has held most of its memory for a while. */
  readonly onGrown: () => void;
}

/** A thread or process that carries a lane. Texts arrive in order in both directions. It never keeps the host alive. */
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
