import { Pack } from "../../codegen/cache/pack.js";
import { writeCacheFile } from "../../codegen/write/cache-folder.js";

// Replaces a file of a cache again and again, until it is killed: `root size`.

const [root = "", size = "0"] = process.argv.slice(2);
const packs = ["a", "b"].map((letter) => {
  const pack = new Pack(new Uint8Array(), new Uint8Array(32));
  pack.put("entry", letter.repeat(Number(size)));
  return pack.print() ?? new Uint8Array();
});
for (let round = 0; ; round++) {
  writeCacheFile(root, "results", packs[round % 2] ?? new Uint8Array());
  if (round === 0) process.send?.("begun");
}
