import gone from "@/lib/gone";
import mapped from "#gone";
import { T } from "~types";
import box from "./_box.js";
import css from "./x.css";
import text from "./x.txt" with { type: "text" };
import script from "../../lib/script.js";
import missing from "./missing.json";
import broken from "./broken.json";
import generated from "../../generated/index.js";
import { next } from "../_lib/assigned.js";
import * as all from "../_lib/assigned.js";
import lib from "../../lib/secrets.js";

/** Import what cannot be imported. */
export async function importAll(which: string): Promise<unknown> {
  const computed = await import(`./_${which}.js`);
  const chosen = await import(which === "a" ? "./a.js" : "./b.js");
  return [gone, mapped, T, box, css, text, script, missing, broken, generated, next, all, lib, computed, chosen];
}
