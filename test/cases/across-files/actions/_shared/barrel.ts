export type { AccountId as Account, State } from "./types.js";
export * as types from "./types.js";
