export * from "./linear.js";
export * from "./notion.js";
