import { readFileSync } from "node:fs";
import path = require("node:path");
import one = require("../_lib/one.js");
import next = require("../_lib/assigned.js");
import sameNext from "../_lib/assigned.js";
import { N as byAlias } from "shared";
import { N as bySubpath } from "#lib/one";
import { three } from "#three";
import { chunk } from "lodash";
import { half } from "../_half.mjs";

/** Values that came by each kind of import. */
interface Imported {
  builtin: string;
  required: number;
  assigned: number;
  sameAssigned: number;
  byAlias: number;
  bySubpath: number;
  three: number;
  chunk: string;
  half: number;
}

/** Import modules in every way that is compiled. */
export async function importModules(): Promise<Imported> {
  return {
    builtin: path.basename("a/b"),
    required: one.N,
    assigned: next(1),
    sameAssigned: sameNext(2),
    ...{ byAlias, bySubpath, three, chunk, half: half(8) },
  };
}

/** Read a file that lies beside this one when each call begins. */
export async function readTemplate(): Promise<{ text: string; bytes: number }> {
  const text = readFileSync(new URL("./my%20template%25.txt", import.meta.url), "utf8");
  return { text, bytes: readFileSync(new URL(`./bytes.bin`, import.meta.url)).length };
}
