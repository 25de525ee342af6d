/** Where something stands. */
export interface Place {
  line: number;
}

/** The number of an account. */
export type AccountId = string;

/** How it went. */
export type State = "open" | "closed";

/** What a helper exports is no action. */
export function help(): State {
  return "open";
}
