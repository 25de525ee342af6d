import { writeGeneration } from "../../codegen/write/write-generation.js";
import { makeGeneration } from "./sample-generation.js";

// Run as a process of its own: `node write-in-a-loop.mjs OUT ROUNDS NAME...` writes these generations in turn, and says first
// that it begins.
process.send?.("started");
process.channel?.unref();
const [out = "", rounds = "1", ...names] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round++) {
  for (const name of names) await writeGeneration(out, makeGeneration(name, 30));
}
