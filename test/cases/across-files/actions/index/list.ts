export { find } from "../accounts.js";
export * from "../accounts/_more.js";
