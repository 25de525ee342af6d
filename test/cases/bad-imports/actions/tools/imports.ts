import { readFileSync } from "node:fs";
import { basename } from "path";
import type { Missing } from "a-type-only-import";
import { runtime } from "actionary/runtime";
import { z } from "zod";
import deep from "@scope/name/deep/path.js";
import gone from "./_gone.js";
import outside from "../../outside.js";
import mapped from "#mapped";
import "https://example.com/module.js";
import absolute from "/etc/module.js";

/** Import what cannot be. */
export async function use(): Promise<void> {
  void [readFileSync, basename, runtime, z, deep, gone, outside, mapped, absolute, await import("left-pad")];
  void (undefined as unknown as Missing);
}
