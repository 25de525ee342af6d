// Process of one contender, which stays warm between rounds: `serve.mjs NAME SETTINGS`, then one load a message.
import { loads } from "./loads.mjs";

const [name, settings] = process.argv.slice(2);
const { open: openWith } = await import(`./${name}.mjs`);
const open = (changes) => openWith({ ...JSON.parse(settings), ...changes });
let pool;

process.on("message", async ({ kind, ...load }) => {
  try {
    pool ??= await open({});
    process.send({ sample: await loads[kind]({ ...load, pool, open }) });
  } catch (error) {
    process.send({ error: error?.stack ?? String(error) });
  }
});
process.on("disconnect", () => process.exit());
