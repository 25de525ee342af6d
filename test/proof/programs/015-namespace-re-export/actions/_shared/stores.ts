export * as box from "./box.js";
export * as dropbox from "./dropbox.js";
