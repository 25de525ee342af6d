const fs = require("node:fs");
const { join, sep: slash } = require("node:path");
import { createRequire } from "node:module";

declare const exports: { g?: unknown };
const own = createRequire(import.meta.url);
exports.g = own;
module.exports = { fs };

/** Name the folder. */
export async function nameFolder(module: string, exports = 1): Promise<string> {
  const lazy = require("./_lib.js");
  const isCommon = typeof require === "function" && module !== "" && exports > 0;
  return join(__dirname, __filename, slash, String(lazy), String(isCommon));
}
